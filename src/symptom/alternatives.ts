import type { EcsService } from '../discover/ecs/service.ts';
import type { TaskDefinition } from '../discover/ecs/task-definition.ts';
import { aws, type CommandReference, type PullpathCommand, placeholder } from '../remedy/command.ts';
import { type ImageReference, parseImage } from '../workload/image.ts';
import type { Alternative, StartReport, SymptomCause } from './schema.ts';

/** All that decides which alternatives there are. */
export interface Possibilities {
  readonly report: StartReport;
  readonly cause: SymptomCause;
  /** Null of a task that no service runs. */
  readonly service: EcsService | null;
  /** Null where it could not be read. */
  readonly definition: TaskDefinition | null;
  readonly region: string;
}

interface Image {
  readonly container: string;
  readonly text: string;
  readonly reference: ImageReference;
}

/**
 * What else it can be where the network does not explain a failure, the likeliest first: the path was opened since, the
 * image lies elsewhere, the role, the repository's policy, the image itself [aws-facts: reports-permission].
 */
export function alternativesTo(at: Possibilities): Alternative[] {
  const { report, cause, definition, service } = at;
  if (cause.agreement === 'explained' || cause.agreement === 'answered') return [];
  const images = (definition?.containers ?? [])
    .filter(({ name }) => report.container === null || report.container === name)
    .flatMap(({ name, image }) => {
      const reference = parseImage(image);
      return reference === null ? [] : [{ container: name, text: image, reference }];
    });
  const isSilence = report.explanation.class === 'network' || report.explanation.class === 'not-fixable-by-endpoints';
  return [
    ...(cause.agreement === 'disagrees' && service !== null ? [openedSince(service), ...movedSince(at, service)] : []),
    ...(cause.agreement === 'disagrees' && service === null ? [OPENED_SINCE] : []),
    ...images.flatMap((image) => elsewhere(image, at.region)),
    // Whoever heard nothing was not refused.
    ...(isSilence ? [] : refusals(at, images)),
  ];
}

/** The command that follows a service until a task has pulled. */
export function watch({ cluster, name }: EcsService, options: PullpathCommand['options'] = {}): CommandReference {
  return { program: 'pullpath', command: 'watch', options: { cluster, service: name, ...options } };
}

/** Nothing starts a task again that no service runs. */
const OPENED_SINCE: Alternative = {
  what: 'The path was opened after that task stopped.',
  read: 'Start the task again.',
};

function openedSince(service: EcsService): Alternative {
  return {
    what: 'The path was opened after that task stopped; the next task will tell.',
    read: [watch(service)],
  };
}

/** The failed task stood where the service no longer starts any. */
function movedSince({ report, cause }: Possibilities, service: EcsService): Alternative[] {
  const subnetIds = service.network?.subnetIds ?? [];
  const gone = report.subnetIds.filter((id) => subnetIds.length > 0 && !subnetIds.includes(id));
  if (gone.length === 0 || cause.hop === null) return [];
  return [
    {
      what: `The failed task was in ${gone.join(', ')}, where the service starts none any more.`,
      read: [describeService(service)],
    },
  ];
}

function describeService({ cluster, name }: EcsService): CommandReference {
  return aws('ecs describe-services', { cluster, services: name });
}

/** No endpoint of the region leads to these registries. */
function elsewhere({ container, text, reference }: Image, region: string): Alternative[] {
  const { registry, host } = reference;
  if (registry.kind !== 'ecr') {
    return [
      {
        what: `Container ${container} pulls from ${host}, outside AWS: no VPC endpoint leads there.`,
        read: ['See what it holds:', { program: 'docker', args: ['buildx', 'imagetools', 'inspect', text] }],
      },
    ];
  }
  if (registry.region === region) return [];
  return [
    {
      what: `Container ${container} pulls from ECR in ${registry.region}: endpoints in ${region} do not lead there.`,
      read: [aws('ecr describe-images', { ...imageFlags(reference), region: registry.region })],
    },
  ];
}

function refusals({ definition, region }: Possibilities, images: readonly Image[]): Alternative[] {
  const role = definition?.executionRoleArn ?? null;
  const inEcr = images.filter(({ reference }) => reference.registry.kind === 'ecr');
  return [
    {
      what: 'The execution role may not sign in, pull, read the secrets or write the logs.',
      read: [
        aws('iam simulate-principal-policy', {
          'policy-source-arn': role ?? placeholder('<execution role>'),
          'action-names': [
            'ecr:GetAuthorizationToken',
            'ecr:BatchGetImage',
            'ecr:GetDownloadUrlForLayer',
            'logs:CreateLogStream',
          ],
        }),
      ],
    },
    ...inEcr.map(({ reference }) => ({
      what: `The policy of the repository ${reference.repository} does not let the role pull.`,
      read: [aws('ecr get-repository-policy', { ...repositoryFlags(reference), region })],
    })),
    ...inEcr.map(({ reference }) => ({
      what: `The ${reference.digest === null ? 'image' : 'digest'} is no longer in ${reference.repository}.`,
      read: [aws('ecr describe-images', { ...imageFlags(reference), region })],
    })),
    ...images.map(({ text }) => ({
      what: `The image is for another processor than the task (${definition?.architecture ?? 'X86_64'}).`,
      read: [{ program: 'docker', args: ['buildx', 'imagetools', 'inspect', text] }],
    })),
  ];
}

function repositoryFlags({ registry, repository }: ImageReference) {
  return {
    'registry-id': registry.kind === 'ecr' ? registry.account : placeholder('<account>'),
    'repository-name': repository,
  };
}

function imageFlags(reference: ImageReference) {
  const { digest, tag } = reference;
  return {
    ...repositoryFlags(reference),
    'image-ids': digest === null ? `imageTag=${tag ?? 'latest'}` : `imageDigest=${digest}`,
  };
}
