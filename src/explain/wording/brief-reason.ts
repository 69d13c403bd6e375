import type { Explanation } from '../explanation.ts';

/** Families whose name says more than their class and hop; `{at}` is the registry or service that was asked. */
export const BRIEF_REASONS: Readonly<Record<string, string>> = {
  'wrong-processor': 'wrong CPU architecture',
  'out-of-memory': 'out of memory',
  'container-not-started': 'container did not start',
  'container-exited': 'container exited',
  'health-check-failed': 'health check failed',
  'windows-base-layer': "can't download Windows base layer",
  'first-pull-through-cache': "pull-through cache can't fetch",
  'public-ecr-unreachable': "can't reach public.ecr.aws",
  'registry-interrupted': 'connection to {at} lost',
  'private-name-taken': 'private DNS name conflict',
  'dns-attributes-off': 'VPC DNS is off',
  'no-free-addresses': 'no free IP addresses',
  'endpoint-quota': 'endpoint quota reached',
  'secret-region-mismatch': 'secret is in another region',
  'secret-not-found': 'secret not found',
  'parameter-not-found': 'parameter not found',
  'log-group-not-found': 'log group not found',
  'environment-file-not-found': 'environment file not found',
  'repository-not-found': 'repository not found',
  'digest-not-found': 'image digest not found',
  'image-not-found': 'image tag not found',
  'image-not-found-elsewhere': 'image tag not found',
  'image-denied-or-missing': 'image missing or access denied',
  'image-denied-or-missing-elsewhere': 'image missing or access denied',
  'upstream-image-missing': 'image missing upstream',
  'upstream-credentials-refused': 'upstream registry refused the credentials',
  'proxy-in-the-way': 'proxy in the way',
  'name-not-resolved': 'DNS name not resolved',
  'certificate-not-trusted': 'TLS certificate not trusted',
  'connection-refused': 'connection refused by {at}',
  'handshake-timeout': 'TLS handshake timed out',
  'other-region': 'registry in another region',
  'secret-in-other-region': 'secret is in another region',
  'mount-target-unreachable': "can't reach EFS mount target",
  'pull-canceled': 'image pull canceled',
  'no-container-instances': 'no container instances',
  'agent-disconnected': 'ECS agent disconnected',
  'no-room-on-instances': 'no room on the instances',
  'instance-lacks-attribute': 'instance lacks an attribute',
  'endpoint-policy-denies': 'denied by an endpoint policy',
  'repository-policy-denies': 'denied by the repository policy',
  'role-not-assumable': "can't assume the execution role",
  'no-credentials-for-registry': 'no registry credentials',
  'registry-wants-credentials': 'registry wants credentials',
  'platform-mismatch': 'no image for this platform',
  'image-is-a-digest': 'invalid image name',
  'image-name-invalid': 'invalid image name',
  'image-broken': 'image is broken',
  'secret-unusable': 'secret lacks the key',
  'log-options-incomplete': 'log options incomplete',
  'exec-not-enabled': 'ECS Exec is not enabled',
  'file-system-refused': 'EFS refused the mount',
  'disk-full': 'disk full',
  'no-network-interface': 'no network interface available',
  'interface-late': 'network interface came late',
};

/** Longer names of hosts would take a list's whole line. */
const LONGEST_HOST = 32;

/**
 * Why a task did not start, for a list: `can't reach ecr.api`. Five words at most, of which one may be the name of a host.
 * @param explanation what `explain` made of ECS's texts
 */
export function briefReason(
  explanation: Pick<Explanation, 'family' | 'class' | 'hop' | 'hosts' | 'repository'>,
): string {
  const { family, hop } = explanation;
  const at = askedOf(explanation);
  const own = BRIEF_REASONS[family];
  if (own !== undefined) return own.replace('{at}', at ?? 'the registry');
  switch (explanation.class) {
    case 'network':
    case 'not-fixable-by-endpoints':
      return `can't reach ${at ?? 'AWS'}`;
    case 'permission':
      return hop === null ? 'access denied' : `access denied by ${hop}`;
    case 'not-found':
      return hop === null ? 'not found' : `not found in ${hop}`;
    case 'rate-limit':
      return at === null ? 'rate limit reached' : `rate limit of ${at} reached`;
    case 'configuration':
      return 'wrong configuration';
    case 'capacity':
      return 'no capacity left';
    case 'service-fault':
      return 'error on the AWS side';
    case 'after-the-pull':
      return 'failed after the pull';
    case 'unknown':
      return hop === null ? 'reason not recognized' : `failed at ${hop}`;
  }
}

/** The hop, or the registry outside AWS that was asked. */
function askedOf({ hop, hosts, repository }: Pick<Explanation, 'hop' | 'hosts' | 'repository'>): string | null {
  if (hop !== null) return hop;
  const host = repository !== null && repository.kind !== 'ecr' ? repository.registry : (hosts[0] ?? null);
  return host !== null && host.length > LONGEST_HOST ? 'the registry' : host;
}
