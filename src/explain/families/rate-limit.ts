/** The call arrived and was one too many. */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import type { Phrase } from '../text/phrase.ts';

const TOO_MANY: readonly Phrase[] = [
  'toomanyrequests: You have reached your pull rate limit',
  'toomanyrequests: You have reached your unauthenticated pull rate limit',
  'toomanyrequests: Too Many Requests',
  'toomanyrequests: Rate exceeded',
  'toomanyrequests: Data limit exceeded',
  'toomanyrequests:',
  'reached your pull rate limit',
  'reached your unauthenticated pull rate limit',
  '429 Too Many Requests',
];

export const RATE_LIMIT: readonly Family[] = [
  {
    id: 'ecr-rate-limit',
    class: 'rate-limit',
    certainty: 'sure',
    all: [TOO_MANY],
    registries: ['ecr'],
    none: ['pull rate limit'],
    cause:
      'ECR itself was reached and limits how many calls an account makes in a second: many tasks start at once, or images have very many layers. It isn’t the limit on anonymous pulls.',
    remedy: 'Start fewer tasks at a time; the agent tries again by itself. If it stays, ask for a higher quota of ECR.',
    next: null,
    instead: [aws('service-quotas list-service-quotas', { 'service-code': 'ecr', region: '{hostRegion}' })],
    references: ['dockerErrors'],
  },
  {
    id: 'public-ecr-rate-limit',
    class: 'rate-limit',
    certainty: 'sure',
    hop: null,
    all: [TOO_MANY],
    registries: ['ecr-public'],
    cause:
      'Amazon ECR Public was reached and limits anonymous pulls by address: all tasks behind one NAT gateway count as one.',
    remedy: 'Pull through a pull-through cache rule or copy the image to ECR; signing in raises the limit.',
    next: null,
    instead: [
      aws('ecr create-pull-through-cache-rule', {
        'ecr-repository-prefix': 'ecr-public',
        'upstream-registry-url': 'public.ecr.aws',
        region: '{region}',
      }),
    ],
    references: ['dockerErrors', 'pullThroughCache'],
  },
  {
    id: 'ecr-of-either-kind-rate-limit',
    class: 'rate-limit',
    certainty: 'sure',
    hop: null,
    all: ['toomanyrequests: Rate exceeded'],
    registries: ['unknown'],
    cause:
      'ECR limits the calls: these are its words, and the text does not tell whether it is a private registry (a quota of the account) or Amazon ECR Public (a limit on anonymous pulls by address).',
    remedy:
      'For public.ecr.aws use a pull-through cache rule or sign in; for a private repository start fewer tasks at a time or ask for a higher quota.',
    next: null,
    instead: [aws('service-quotas list-service-quotas', { 'service-code': 'ecr', region: '{region}' })],
    references: ['dockerErrors'],
  },
  {
    id: 'registry-rate-limit',
    class: 'rate-limit',
    certainty: 'sure',
    hop: null,
    all: [TOO_MANY],
    cause:
      '{registry|The registry} was reached and limits the pulls of those who do not sign in, by address: all tasks behind one NAT gateway count as one.',
    remedy: 'Copy the image to ECR and use that name; signing in raises the limit.',
    next: null,
    instead:
      'A pull-through cache rule of ECR serves Docker Hub, Quay, GitHub, GitLab, Kubernetes, Azure and Chainguard.',
    references: ['pull', 'pullThroughCache', 'privateAuth'],
  },
  {
    id: 'endpoint-calls-throttled',
    class: 'rate-limit',
    certainty: 'sure',
    hop: null,
    all: [['RequestLimitExceeded', 'Request limit exceeded']],
    cause: 'EC2 limits how fast endpoints may be made and changed: a few at once, then about one in three seconds.',
    remedy: 'Repeat more slowly; pullpath paces its calls by that limit.',
    next: { command: 'plan' },
    references: ['endpointQuotas'],
  },
  {
    id: 'service-throttled',
    class: 'rate-limit',
    certainty: 'sure',
    all: [['ThrottlingException', 'Rate exceeded', 'TooManyRequestsException', 'SlowDown']],
    cause: 'The service was reached and refused for too many calls at once, e.g. by many tasks that start together.',
    remedy: 'Start fewer tasks at a time, or ask for a higher quota of the service.',
    next: null,
    instead: [aws('service-quotas list-service-quotas', { 'service-code': '<service>', region: '{region}' })],
    references: ['stoppedTasks'],
  },
];
