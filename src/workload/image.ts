/**
 * Where an image lies. `upstream` is ECR's name for a registry that a pull-through cache rule can stand for; null: none
 * can.
 */
export type Registry =
  | {
      readonly kind: 'ecr';
      readonly account: string;
      readonly region: string;
      readonly fips: boolean;
      readonly dualStack: boolean;
    }
  | { readonly kind: 'ecr-public' | 'docker-hub' | 'other'; readonly upstream: string | null };

/** An image reference, taken apart as Docker does it. */
export interface ImageReference {
  /** As the registry is asked for it: without Docker Hub's short forms. */
  readonly host: string;
  readonly repository: string;
  readonly tag: string | null;
  readonly digest: string | null;
  readonly registry: Registry;
}

/** Domains of the classic host names, partition by partition [aws-facts: partitions]. */
const ECR_SUFFIXES = [
  'amazonaws.com',
  'amazonaws.com.cn',
  'amazonaws.eu',
  'c2s.ic.gov',
  'sc2s.sgov.gov',
  'cloud.adc-e.uk',
  'csp.hci.ic.gov',
];
/** Those of ECR's dual-stack registries [aws-facts: image-reference]. */
const DUAL_STACK_SUFFIXES = ['on.aws', 'on.amazonwebservices.com.cn'];

const oneOf = (suffixes: readonly string[]) => suffixes.map((suffix) => suffix.replaceAll('.', '\\.')).join('|');
const CLASSIC = new RegExp(`^(\\d{12})\\.dkr\\.ecr(-fips)?\\.([a-z0-9-]+)\\.(?:${oneOf(ECR_SUFFIXES)})$`);
const DUAL_STACK = new RegExp(`^(\\d{12})\\.dkr-ecr(-fips)?\\.([a-z0-9-]+)\\.(?:${oneOf(DUAL_STACK_SUFFIXES)})$`);

/** Registries by host, with ECR's names of the upstreams that it caches [aws-facts: pull-through-cache]. */
const UPSTREAMS: readonly (readonly [host: RegExp, upstream: string])[] = [
  [/^quay\.io$/, 'quay'],
  [/^registry\.k8s\.io$/, 'k8s'],
  [/^ghcr\.io$/, 'github-container-registry'],
  [/^[a-z0-9-]+\.azurecr\.io$/, 'azure-container-registry'],
  [/^registry\.gitlab\.com$/, 'gitlab-container-registry'],
  [/^cgr\.dev$/, 'chainguard'],
];

const DOCKER_HUB: ReadonlySet<string> = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io']);

const REFERENCE = /^([^@\s]+?)(?::(\w[\w.-]{0,127}))?(?:@([a-z0-9+._-]+:[0-9a-f]{32,}))?$/;
const HOST = /^[a-zA-Z0-9.-]+(:\d+)?$/;
const REPOSITORY = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;

/** Takes an image apart; null for what Docker would call an invalid reference. */
export function parseImage(text: string): ImageReference | null {
  const [, name, tag = null, digest = null] = REFERENCE.exec(text) ?? [];
  if (name === undefined) return null;
  const [first = '', ...rest] = name.split('/');
  const isHost = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const named = isHost ? first.toLowerCase() : 'docker.io';
  const path = isHost ? rest.join('/') : name;
  if (!HOST.test(named) || !REPOSITORY.test(path)) return null;
  const isHub = DOCKER_HUB.has(named);
  return {
    host: isHub ? 'docker.io' : named,
    repository: isHub && !path.includes('/') ? `library/${path}` : path,
    tag,
    digest,
    registry: registryAt(named),
  };
}

function registryAt(host: string): Registry {
  const match = CLASSIC.exec(host) ?? DUAL_STACK.exec(host);
  const [, account, fips, region] = match ?? [];
  if (account !== undefined && region !== undefined)
    return { kind: 'ecr', account, region, fips: fips !== undefined, dualStack: DUAL_STACK.test(host) };
  if (host === 'public.ecr.aws') return { kind: 'ecr-public', upstream: 'ecr-public' };
  if (DOCKER_HUB.has(host)) return { kind: 'docker-hub', upstream: 'docker-hub' };
  return { kind: 'other', upstream: UPSTREAMS.find(([hosts]) => hosts.test(host))?.[1] ?? null };
}

/**
 * What it takes to reach a registry: `endpoints` of ECR in the task's region; those of `ecr-fips`; endpoints that
 * answer
 * `dual-stack` names, which is to be looked at; or an `exit`, since no endpoint of the region leads there
 * [aws-facts: other-region-image, registries-outside-aws].
 */
export type ImageReach = 'endpoints' | 'fips-endpoints' | 'dual-stack-endpoints' | 'exit';

/** @param region where the task runs */
export function imageReach({ registry }: ImageReference, region: string): ImageReach {
  if (registry.kind !== 'ecr' || registry.region !== region) return 'exit';
  if (registry.fips) return 'fips-endpoints';
  return registry.dualStack ? 'dual-stack-endpoints' : 'endpoints';
}
