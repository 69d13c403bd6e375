import { type ImageReference, parseImage } from '../../workload/image.ts';
import { registryHost } from '../../workload/registry-host.ts';
import { type Cause, cause } from '../findings/cause.ts';

/** Where the task runs, and whose it is. */
export interface TaskLocation {
  readonly region: string;
  readonly account: string;
}

/** A hop that some images need besides those of ECR's endpoints, and what closes it, or leaves it undecided. */
export interface ImageHop {
  readonly hop: string;
  readonly cause: Cause;
  readonly judgedBy: JudgedBy;
}

/**
 * What decides such a hop: the way out of the subnet, without which the causes close it (`egress`) or leave it unknown
 * (`egress-if-open`); or the causes by themselves.
 */
export type JudgedBy = 'egress' | 'egress-if-open' | 'causes';

/** ECR's pull-through cache: what the prefix is by custom, where it asks, and whether that wants credentials [aws-facts: pull-through-cache]. */
const CACHES: Readonly<Record<string, { prefix: string; url?: string; secret: boolean }>> = {
  'docker-hub': { prefix: 'docker-hub', url: 'registry-1.docker.io', secret: true },
  'github-container-registry': { prefix: 'ghcr', secret: true },
  'gitlab-container-registry': { prefix: 'gitlab', secret: true },
  'azure-container-registry': { prefix: 'azure', secret: true },
  chainguard: { prefix: 'chainguard', secret: true },
  'ecr-public': { prefix: 'ecr-public', secret: false },
  quay: { prefix: 'quay', secret: false },
  k8s: { prefix: 'kubernetes', secret: false },
};

/** No rules can be made there [aws-facts: pull-through-cache]. */
const WITHOUT_CACHE = /^(cn|us-gov)-/;

/** AWS's log router, under the names by which it is public; the regional copies in private ECR let everybody in [aws-facts: task-features]. */
const FLUENT_BIT = /(^|\/)aws-for-fluent-bit$/;

/**
 * The hop of an image that the endpoints of ECR in the task's region do not settle; null for one that they do.
 * @param containers those that use it, the first named first
 */
export function imageHop(image: string, containers: readonly string[], at: TaskLocation): ImageHop | null {
  const reference = parseImage(image);
  const who = { containers: takers(containers), image };
  if (reference === null)
    return {
      hop: 'image',
      cause: cause('image-invalid', image, { containers: takers(containers, 'name'), image }),
      judgedBy: 'causes',
    };
  const { registry, host } = reference;
  if (registry.kind !== 'ecr') return { hop: host, cause: outside(reference, who, at), judgedBy: 'egress' };
  const copy = { repository: reference.repository, copy: copyOf(reference, at) };
  if (registry.region !== at.region) {
    const values = { ...who, ...copy, home: registry.region };
    return { hop: `ecr@${registry.region}`, cause: cause('image-of-other-region', image, values), judgedBy: 'egress' };
  }
  if (registry.dualStack) {
    const values = { ...who, host, copy: inRegistry(reference, registryHost(registry.account, registry.region)) };
    return {
      hop: 'ecr@dual-stack',
      cause: cause('image-by-dual-stack-name', image, values),
      judgedBy: 'egress-if-open',
    };
  }
  if (registry.account === at.account || FLUENT_BIT.test(reference.repository)) return null;
  const values = { ...who, account: registry.account, repository: reference.repository };
  return { hop: `ecr@${registry.account}`, cause: cause('image-of-other-account', image, values), judgedBy: 'causes' };
}

interface Who {
  readonly containers: string;
  readonly image: string;
}

function outside(reference: ImageReference, who: Who, at: TaskLocation): Cause {
  const { host, repository, registry } = reference;
  const { image } = who;
  if (FLUENT_BIT.test(repository)) return cause('fluent-bit-image', image, { ...who, host });
  const upstream = registry.kind === 'ecr' ? null : registry.upstream;
  const cache = upstream === null || WITHOUT_CACHE.test(at.region) ? undefined : CACHES[upstream];
  const copy = { repository: withoutLibrary(repository), copy: copyOf(reference, at) };
  if (cache === undefined) return cause('image-needs-copy', image, { ...who, host, ...copy });
  const { prefix, url = host, secret } = cache;
  const cached = inRegistry(
    { ...reference, repository: `${prefix}/${repository}` },
    registryHost(at.account, at.region),
  );
  const name = secret ? 'image-needs-cache-with-secret' : 'image-needs-cache';
  return cause(name, image, { ...who, host, ...copy, prefix, upstream: url, cached });
}

/** What the image is called once it is copied into the own registry; a copy has a tag. */
function copyOf(reference: ImageReference, { account, region }: TaskLocation): string {
  const repository = withoutLibrary(reference.repository);
  return `${registryHost(account, region)}/${repository}:${reference.tag ?? 'latest'}`;
}

/** The same repository, tag and digest at another host. */
function inRegistry({ repository, tag, digest }: ImageReference, host: string): string {
  return `${host}/${repository}${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
}

/** Docker Hub's own images are in `library`, which means nothing elsewhere. */
function withoutLibrary(repository: string): string {
  return repository.replace(/^library\//, '');
}

/** `Container web takes`, `Containers web and proxy take` */
function takers(containers: readonly string[], verb = 'take'): string {
  const several = containers.length > 1;
  const names = containers.join(' and ');
  return several ? `Containers ${names} ${verb}` : `Container ${names} ${verb}s`;
}
