/** The call arrived and was one too many. */
import type { Family } from '../family.ts';

export const RATE_LIMIT: readonly Family[] = [
  {
    id: 'registry-rate-limit',
    class: 'rate-limit',
    certainty: 'sure',
    hop: null,
    all: [
      [
        'toomanyrequests: You have reached your pull rate limit',
        'toomanyrequests: You have reached your unauthenticated pull rate limit',
        'toomanyrequests: Too Many Requests',
        'toomanyrequests: Rate exceeded',
        'toomanyrequests: Data limit exceeded',
        'toomanyrequests:',
        'reached your pull rate limit',
        '429 Too Many Requests',
      ],
    ],
    cause:
      '{registry|The registry} was reached and limits the pulls of those who do not sign in, by address: all tasks behind one NAT gateway count as one.',
    remedy: 'Copy the image to ECR, or pull it through a pull-through cache rule; signing in raises the limit.',
    next: null,
    instead:
      'aws ecr create-pull-through-cache-rule --ecr-repository-prefix <prefix> --upstream-registry-url <registry>',
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
    next: ['plan'],
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
    instead: 'aws service-quotas list-service-quotas --service-code <service> --region {region}',
    references: ['stoppedTasks'],
  },
];
