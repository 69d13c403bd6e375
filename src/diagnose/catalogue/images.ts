import { aws, placeholder } from '../../remedy/command.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { SOURCES } from './sources.ts';

/** Makes the repository and copies the image into it, for all platforms, from where both registries can be reached. */
const COPY = [
  aws('ecr create-repository', { 'repository-name': '{repository}' }),
  { program: 'docker', args: ['buildx', 'imagetools', 'create', '--tag', '{copy}', '{image}'] },
  'Then name it {copy} in the task definition.',
] as const;

const ONLY_PRIVATE =
  'Endpoints of ECR lead to the private registries of their own region only. Every other registry is reached over the internet, and a subnet without a way out does not get there.';

/** PP8: images, and other things that a task takes from where no endpoint of its region leads. */
export const IMAGES = {
  'image-needs-cache-with-secret': {
    code: 'PP801',
    title: 'The image is in a registry outside AWS',
    subject: 'image',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the hop named after the registry',
    message: '{containers} {image} from {host}, and no VPC endpoint leads there.',
    why: `${ONLY_PRIVATE} A pull-through cache rule has ECR fetch the image instead; for this registry it needs credentials, in a secret whose name begins with ecr-pullthroughcache/.`,
    remedy: [
      'Have ECR fetch it with a pull-through cache rule:',
      aws('ecr create-pull-through-cache-rule', {
        'ecr-repository-prefix': '{prefix}',
        'upstream-registry-url': '{upstream}',
        'credential-arn': placeholder('<secret ARN>'),
      }),
      'Then name it {cached} in the task definition, and pull it once from where there is a way out: the first pull may need one.',
      'Or copy it into ECR:',
      ...COPY,
    ],
    fixedBy: null,
    sources: [SOURCES.pullThroughCache, SOURCES.cannotPull],
  },
  'image-needs-cache': {
    code: 'PP802',
    title: 'The image is in a public registry that ECR can cache',
    subject: 'image',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the hop named after the registry',
    message: '{containers} {image} from {host}, and no VPC endpoint leads there.',
    why: `${ONLY_PRIVATE} That includes public.ecr.aws, which is not private ECR. A pull-through cache rule has ECR fetch the image instead.`,
    remedy: [
      'Have ECR fetch it with a pull-through cache rule:',
      aws('ecr create-pull-through-cache-rule', {
        'ecr-repository-prefix': '{prefix}',
        'upstream-registry-url': '{upstream}',
      }),
      'Then name it {cached} in the task definition, and pull it once from where there is a way out: the first pull may need one.',
      'Or copy it into ECR:',
      ...COPY,
    ],
    fixedBy: null,
    sources: [SOURCES.pullThroughCache, SOURCES.ecr],
  },
  'image-needs-copy': {
    code: 'PP803',
    title: 'The image is in a registry that ECR cannot cache',
    subject: 'image',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the hop named after the registry',
    message: '{containers} {image} from {host}, and no VPC endpoint leads there.',
    why: `${ONLY_PRIVATE} ECR has no pull-through cache for this registry in this region.`,
    remedy: ['Copy it into ECR:', ...COPY],
    fixedBy: null,
    sources: [SOURCES.pullThroughCache, SOURCES.cannotPull],
  },
  'fluent-bit-image': {
    code: 'PP804',
    title: 'The log router’s image comes from a public registry',
    subject: 'image',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the hop named after the registry',
    message: '{containers} {image} from {host}, and no VPC endpoint leads there.',
    why: `${ONLY_PRIVATE} AWS keeps the same image in private ECR in every region, where the endpoints do lead.`,
    remedy: [
      'Name the copy of this region in the task definition; AWS publishes which one it is:',
      aws('ssm get-parameter', {
        name: '/aws/service/aws-for-fluent-bit/stable',
        query: 'Parameter.Value',
        output: 'text',
      }),
    ],
    fixedBy: null,
    sources: [SOURCES.fluentBit, SOURCES.ecr],
  },
  'image-of-other-region': {
    code: 'PP805',
    title: 'The image is in another region’s registry',
    subject: 'image',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the hop named after the registry’s region',
    message: '{containers} {image} from ECR in {home}, and the endpoints of {region} do not lead there.',
    why: 'Endpoints serve the registry of their own region, and the layers are in a bucket of the registry’s region, which no gateway endpoint here routes to.',
    remedy: ['Copy it into this region (replication of the registry does the same for every later push):', ...COPY],
    fixedBy: null,
    sources: [SOURCES.replication, SOURCES.gateway],
  },
  'image-of-other-account': {
    code: 'PP806',
    title: 'The image is in another account’s registry',
    subject: 'image',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'the hop named after the registry’s account',
    message:
      '{containers} {image}, which account {account} owns; whether it may be pulled from here is decided by the policy of its repository.',
    why: 'The endpoints lead there, too. But the repository lets in only who its own policy names, and that policy is usually not to be read from outside. The endpoints’ policies must not be limited to this account either.',
    remedy: [
      'Look, with credentials of account {account}, whether the policy allows ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to this account:',
      aws('ecr get-repository-policy', { 'registry-id': '{account}', 'repository-name': '{repository}' }),
    ],
    fixedBy: null,
    sources: [SOURCES.repositoryPolicy],
  },
  'image-invalid': {
    code: 'PP807',
    title: 'The image’s name is not valid',
    subject: 'image',
    verdict: 'closed',
    severity: 'closes',
    hops: 'image',
    message: '{containers} {image}, which is not a valid image name.',
    why: 'The pull fails before anything is sent, in every network.',
    remedy: 'Correct the name in the task definition: REGISTRY/REPOSITORY:TAG, in lower case.',
    fixedBy: null,
    sources: [SOURCES.cannotPull],
  },
  'image-by-dual-stack-name': {
    code: 'PP808',
    title: 'The image is named by the dual-stack name of its registry',
    subject: 'image',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'the hop named after the registry',
    message:
      '{containers} {image}, by the dual-stack name {host}; whether an endpoint answers that name cannot be told.',
    why: 'An endpoint answers the classic name. The dual-stack name leads to public addresses unless the endpoint is dual-stack itself.',
    remedy: 'Name the image {copy} in the task definition, which endpoints answer to.',
    fixedBy: null,
    sources: [SOURCES.ecr],
  },
  'service-of-other-region': {
    code: 'PP809',
    title: 'The task needs a service of another region',
    subject: 'endpoint-service',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the hop named after the service and its region',
    message: 'The task needs {service} in {home} ({because}), and the endpoints of {region} do not lead there.',
    why: 'An interface endpoint serves its own region. Without a way out of the subnet, another region’s service cannot be reached.',
    remedy:
      'Use {service} of {region} in the task definition: a log group or secret there (Secrets Manager can replicate a secret), or give the subnet a way out.',
    fixedBy: null,
    sources: [SOURCES.ecs],
  },
} as const satisfies Record<string, CatalogueEntry>;
