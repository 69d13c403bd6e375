/**
 * The one table of host names: whose they are, which hop serves them and in which partition. Patterns are for normalized
 * text (lower case, without blanks), so nothing marks where a name begins; each therefore ends in what only that host
 * has. Earlier rows win where matches overlap. Every quantifier is bounded, so that no text can cost quadratic time.
 */
import type { HopName } from '../hop.ts';
import { REGION } from './regions.ts';

/**
 * - `aws`: the API or data host of an AWS service in a region
 * - `mount-target`: an EFS file system, which lives inside the VPC
 * - `public-ecr`: Amazon ECR Public, which no endpoint serves for pulls [aws-facts: ecr-public]
 * - `registry`: a registry that is not AWS's
 */
export type HostKind = 'aws' | 'mount-target' | 'public-ecr' | 'registry';

export interface HostRow {
  readonly kind: HostKind;
  readonly hop: HopName | null;
  /** Named groups, each optional: account, fips, region, and service where the hop is not known beforehand. */
  readonly pattern: RegExp;
  /** What people call it; left out: the host's own name. */
  readonly label?: string;
  /** Set on host names that resolve to IPv6 as well. */
  readonly dualStack?: true;
  /**
   * Set on names of AWS that no endpoint of a VPC answers: one that a service had before, or one without a region,
   * which leads to one place for the whole partition [aws-facts: global-names] [aws-facts: ecr-api-hosts].
   */
  readonly unserved?: 'old-name' | 'global-name';
  /**
   * Where a pull-through cache rule of ECR finds the registry; left out where there can be no rule [aws-facts:
   * pull-through-cache].
   */
  readonly upstream?: string;
}

/** A region, or whatever an author of a blog wrote in its place: `<region>`, `us-xxxx-1`. */
const LABEL = '(?<region>[a-z0-9<>{}$*_-]{1,30})';
const FIPS = '(?<fips>-fips)?';
const DOMAIN =
  '(?:vpce\\.)?(?:amazonaws\\.com\\.cn|amazonaws\\.com|amazonaws\\.eu|c2s\\.ic\\.gov|sc2s\\.sgov\\.gov|csp\\.hci\\.ic\\.gov|cloud\\.adc-e\\.uk)';
/** The domains of dual-stack names, by partition; the longer first [aws-facts: dual-stack-suffixes]. */
const DUAL_STACK =
  '(?:amazonwebservices\\.com\\.cn|amazonwebservices\\.eu|aws\\.hci\\.ic\\.gov|aws\\.ic\\.gov|aws\\.scloud|cloud-aws\\.adc-e\\.uk|aws)';
const DUAL_STACK_API = `api\\.${DUAL_STACK}`;
const DUAL_STACK_DATA = `on\\.${DUAL_STACK}`;
const ACCOUNT = '(?:(?<account>\\d{12})\\.)?';

/** Services whose host is `<name>.<region>.<domain>`, with the endpoint service where that is called differently. */
const SERVICES: readonly (readonly [name: string, hop: HopName])[] = [
  ['streaming-logs', 'logs'],
  ['logs', 'logs'],
  ['secretsmanager', 'secretsmanager'],
  ['ssmmessages', 'ssmmessages'],
  ['ec2messages', 'ec2messages'],
  ['ssm', 'ssm'],
  ['kms', 'kms'],
  ['sts', 'sts'],
  // The agent asks for numbered names too [aws-facts: agent-endpoints].
  ['ecs-a(?:-\\d{1,3})?', 'ecs-agent'],
  ['ecs-t(?:-\\d{1,3})?', 'ecs-telemetry'],
  // Service Connect; on Fargate too, its proxy is managed through the agent's endpoint [aws-facts: task-features].
  ['ecs-sc', 'ecs-agent'],
  ['ecs', 'ecs'],
  ['elasticfilesystem', 'elasticfilesystem'],
  ['monitoring', 'monitoring'],
  ['xray', 'xray'],
  ['firehose', 'kinesis-firehose'],
  ['kinesis', 'kinesis-streams'],
  ['sqs', 'sqs'],
  ['sns', 'sns'],
  ['events', 'events'],
  ['states', 'states'],
  ['lambda', 'lambda'],
  ['dynamodb', 'dynamodb'],
  ['ec2', 'ec2'],
  ['execute-api', 'execute-api'],
  ['data-servicediscovery', 'data-servicediscovery'],
  ['servicediscovery', 'servicediscovery'],
  ['appmesh-envoy-management', 'appmesh-envoy-management'],
  ['guardduty-data', 'guardduty-data'],
];

/**
 * Registries that people pull from besides ECR, with what a pull-through cache rule calls them. Their layers often come
 * from hosts of other names, also listed.
 */
const REGISTRIES: readonly (readonly [host: string, label: string, upstream?: string])[] = [
  ['registry-1.docker.io', 'Docker Hub', 'registry-1.docker.io'],
  ['auth.docker.io', 'Docker Hub', 'registry-1.docker.io'],
  ['index.docker.io', 'Docker Hub', 'registry-1.docker.io'],
  ['docker.io', 'Docker Hub', 'registry-1.docker.io'],
  ['production.cloudflare.docker.com', 'Docker Hub', 'registry-1.docker.io'],
  ['quay.io', 'Quay', 'quay.io'],
  ['ghcr.io', 'GitHub Container Registry', 'ghcr.io'],
  ['pkg-containers.githubusercontent.com', 'GitHub Container Registry', 'ghcr.io'],
  ['mcr.microsoft.com', 'Microsoft Container Registry'],
  ['go.microsoft.com', 'Microsoft Container Registry'],
  ['azurecr.io', 'Azure Container Registry', '<name>.azurecr.io'],
  ['gcr.io', 'Google Container Registry'],
  ['pkg.dev', 'Google Artifact Registry'],
  ['registry.k8s.io', 'the Kubernetes registry', 'registry.k8s.io'],
  ['registry.gitlab.com', 'the GitLab registry', 'registry.gitlab.com'],
  ['nvcr.io', 'the NVIDIA registry'],
  ['registry.redhat.io', 'the Red Hat registry'],
  ['registry.access.redhat.com', 'the Red Hat registry'],
  ['docker.elastic.co', 'the Elastic registry'],
  ['jfrog.io', 'JFrog Artifactory'],
  ['cloudsmith.io', 'Cloudsmith'],
  ['lscr.io', 'the LinuxServer registry'],
  ['cgr.dev', 'the Chainguard registry', 'cgr.dev'],
  ['icr.io', 'IBM Cloud Container Registry'],
  ['cloudfront.net', 'a content network that serves the layers of another registry'],
];

/** APIs without a region, and so without an endpoint in a VPC of one. */
const GLOBAL_APIS = '(?:iam|route53|organizations|cloudfront|globalaccelerator|support|health|account|shield|waf)';

export const HOST_TABLE: readonly HostRow[] = [
  row('public-ecr', null, 'public\\.ecr\\.aws', { label: 'Amazon ECR Public', upstream: 'public.ecr.aws' }),
  row('public-ecr', null, `(?:api\\.)?ecr-public\\.${LABEL}\\.(?:${DOMAIN}|${DUAL_STACK_API})`, {
    label: 'Amazon ECR Public',
    upstream: 'public.ecr.aws',
  }),
  // Docker Hub keeps layers in S3 too; the bucket's host would otherwise be taken for AWS's own.
  row('registry', null, 'docker-images-prod[a-z0-9.-]{0,80}', {
    label: 'Docker Hub',
    upstream: 'registry-1.docker.io',
  }),
  ...REGISTRIES.map(([host, label, upstream]) =>
    row('registry', null, host.replaceAll('.', '\\.'), { label, ...(upstream === undefined ? {} : { upstream }) }),
  ),
  row('aws', 'ecr.dkr', `${ACCOUNT}dkr\\.ecr${FIPS}\\.${LABEL}\\.${DOMAIN}`),
  row('aws', 'ecr.dkr', `${ACCOUNT}dkr-ecr${FIPS}\\.${LABEL}\\.${DUAL_STACK_DATA}`, { dualStack: true }),
  row('aws', 'ecr.api', `api\\.ecr${FIPS}\\.${LABEL}\\.${DOMAIN}`),
  row('aws', 'ecr.api', `ecr(?<fips>-fips)\\.${LABEL}\\.${DOMAIN}`),
  row('aws', 'ecr.api', `ecr\\.${LABEL}\\.${DOMAIN}`, { unserved: 'old-name' }),
  row('aws', 'ecr.api', `ecr${FIPS}\\.${LABEL}\\.${DUAL_STACK_API}`, { dualStack: true }),
  row('aws', 's3', `prod-${LABEL}-starport-layer-bucket(?:\\.s3[a-z0-9.-]{0,40}?\\.${DOMAIN})?`),
  row('mount-target', 'elasticfilesystem', `fs-[0-9a-f]{8,17}\\.efs${FIPS}\\.${LABEL}\\.${DOMAIN}`),
  row('aws', 's3', `s3${FIPS}\\.dualstack\\.${LABEL}\\.${DOMAIN}`, { dualStack: true }),
  // The host of buckets in us-east-1, under which the others are found by a redirect.
  row('aws', 's3', 's3(?:-external-1)?\\.amazonaws\\.com(?!\\.cn)', { unserved: 'global-name' }),
  row('aws', 's3', `s3${FIPS}[.-]${LABEL}\\.${DOMAIN}`),
  // Only the internet answers these: the interface endpoints serve the regional names [aws-facts: global-names].
  row('aws', 'sts', `sts\\.(?:us-gov\\.)?${DOMAIN}`, { unserved: 'global-name' }),
  row('aws', null, `${GLOBAL_APIS}\\.${DOMAIN}`, { unserved: 'global-name' }),
  row('aws', 'sqs', `(?:${LABEL}\\.)?queue\\.${DOMAIN}`, { unserved: 'old-name' }),
  ...SERVICES.map(([name, hop]) => row('aws', hop, `${name}${FIPS}\\.${LABEL}\\.${DOMAIN}`)),
  ...SERVICES.map(([name, hop]) =>
    row('aws', hop, `${name}${FIPS}\\.${LABEL}\\.${DUAL_STACK_API}`, { dualStack: true }),
  ),
  // Any other API of AWS: the endpoint service is most often called as the host is.
  row('aws', null, `(?<service>[a-z0-9-]{2,40})\\.(?<region>${REGION})\\.${DOMAIN}`),
  row('aws', null, `(?<service>[a-z0-9-]{2,40})\\.(?<region>${REGION})\\.${DUAL_STACK_API}`, { dualStack: true }),
];

function row(
  kind: HostKind,
  hop: HopName | null,
  pattern: string,
  more: Omit<HostRow, 'kind' | 'hop' | 'pattern'> = {},
): HostRow {
  return { kind, hop, pattern: new RegExp(pattern, 'dg'), ...more };
}
