# pullpath as a container image: Node and one directory of JavaScript. See docs/install.md for how to run it.
# The digest pins the index of node:26-trixie-slim, for linux/amd64 and linux/arm64 alike; Dependabot proposes newer ones.

# What is built is the same for every platform, so it is built on that of the builder.
FROM --platform=$BUILDPLATFORM node:26-trixie-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1 AS build
WORKDIR /src
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts
COPY . .
# The image holds what the npm package holds.
RUN npm run build && npm pack --ignore-scripts && mkdir /package && tar -xzf pullpath-*.tgz --strip-components=1 -C /package

FROM node:26-trixie-slim@sha256:ec7758ee051e457b468b32bde57b0879010b325bb9862718e9615225ce4aaae1
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="pullpath" \
      org.opencontainers.image.description="Opens the path that an image pull takes from a private subnet to Amazon ECR, proves that it is open, and closes it again on request." \
      org.opencontainers.image.source="https://github.com/pullpath/pullpath" \
      org.opencontainers.image.documentation="https://github.com/pullpath/pullpath/blob/main/docs/install.md" \
      org.opencontainers.image.licenses="MIT" \
      org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION"
COPY --from=build /package /opt/pullpath
# Nothing is written: neither where the program stands, nor to a home directory.
ENV NODE_DISABLE_COMPILE_CACHE=1
# By number, so that Kubernetes' runAsNonRoot can tell.
USER 1000:1000
WORKDIR /work
ENTRYPOINT ["/usr/local/bin/node", "/opt/pullpath/dist/pullpath.js"]
CMD ["--help"]
