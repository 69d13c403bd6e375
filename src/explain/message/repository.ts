import type { HostKind } from '../hosts/host-table.ts';
import type { FoundHost } from '../hosts/hosts.ts';
import { type NormalizedText, originalName } from '../text/normalized-text.ts';

/** An image's repository, as the text names it. */
export interface Repository {
  readonly kind: 'ecr' | 'ecr-public' | 'other';
  /** The registry's host. */
  readonly registry: string;
  /** Null where the text ends before it. */
  readonly name: string | null;
  readonly tag: string | null;
  readonly digest: string | null;
  /** Of a private registry of ECR; else null. */
  readonly account: string | null;
  readonly region: string | null;
}

/** What follows the host in the name of an image, or in a URL of the registry protocol. */
const IMAGE =
  /^(?:\/v2)?\/(?!v2\/)(?<name>[a-z0-9](?:[a-z0-9._-]|\/(?!manifests\/|blobs\/)){0,255})(?:\/(?:manifests|blobs)\/(?<reference>[\w.:-]{1,140})|:(?<tag>[\w.-]{1,128}))?(?:@(?<digest>sha256:[0-9a-f]{64}))?/;

const KINDS: { readonly [K in HostKind]: Repository['kind'] } = {
  aws: 'ecr',
  'mount-target': 'ecr',
  'public-ecr': 'ecr-public',
  registry: 'other',
};

const LONGEST = 600;

/**
 * The first image that the text names: on private registries of ECR if on any, with its name if with any, and with tag
 * or digest.
 */
export function findRepository(text: NormalizedText, hosts: readonly FoundHost[]): Repository | null {
  const registries = hosts.filter(
    (host) => host.hop === 'ecr.dkr' || host.kind === 'registry' || host.kind === 'public-ecr',
  );
  const images = registries.map((host) => read(text, host));
  return images.toSorted((one, other) => vagueness(one) - vagueness(other))[0] ?? null;
}

function vagueness(image: Repository): number {
  const unnamed = image.tag === null && image.digest === null ? 1 : 0;
  return (image.account === null ? 4 : 0) + (image.name === null ? 2 : 0) + unnamed;
}

/** Read from the source, where blanks and quotes end the name: normalized text runs on into the next word. */
function read(text: NormalizedText, host: FoundHost): Repository {
  const end = (text.offsets[host.end - 1] ?? 0) + 1;
  const rest = text.source.slice(end, end + LONGEST);
  // Other URLs lead to the layers, under names that are not the repository's.
  const groups = host.role === 'name' || rest.startsWith('/v2/') ? IMAGE.exec(rest)?.groups : undefined;
  const name = groups?.name?.replace(/[./_-]{1,9}$/, '');
  const reference = groups?.reference;
  return {
    kind: KINDS[host.kind],
    registry: originalName(text, host),
    name: name ?? null,
    tag: groups?.tag ?? (reference?.startsWith('sha256:') ? null : reference) ?? null,
    digest: groups?.digest ?? (reference?.startsWith('sha256:') ? reference : null) ?? null,
    account: host.account,
    region: host.region,
  };
}
