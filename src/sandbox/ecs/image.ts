/** Where an image lies, as far as a pull is concerned [aws-facts: image-reference]. */
export interface Image {
  /** As the definition writes it, with `docker.io/` and `latest` where they are left out. */
  reference: string;
  registry: string;
  repository: string;
  /** Tag or digest. */
  version: string;
  /** The region of a private ECR registry; undefined for registries elsewhere. */
  ecrRegion: string | undefined;
}

/** Reads an image reference as a container runtime does: the first part is a registry if it has a dot or a port. */
export function readImage(text: string): Image {
  const parts = text.split('/');
  const named = parts.length > 1 && /[.:]|^localhost$/.test(parts[0]!);
  const registry = named ? parts[0]! : 'docker.io';
  const rest = (named ? parts.slice(1) : parts.length === 1 ? ['library', ...parts] : parts).join('/');
  const [, repository = rest, tag, digest] = /^([^:@]+)(?::([^@]+))?(?:@(.+))?$/.exec(rest) ?? [];
  const suffix = tag === undefined && digest === undefined ? ':latest' : '';
  return {
    reference: `${registry}/${rest}${suffix}`,
    registry,
    repository,
    version: digest ?? tag ?? 'latest',
    ecrRegion: /^\d{12}\.dkr\.ecr(?:-fips)?\.([a-z0-9-]+)\./.exec(registry)?.[1],
  };
}

/** The host that answers for a registry. */
export function hostOfRegistry({ registry }: Image): string {
  return registry === 'docker.io' ? 'registry-1.docker.io' : registry;
}
