/**
 * A pull-through cache rule of ECR could not fetch from its upstream: a matter of the rule, not of the task's network.
 */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';

const VALIDATE = aws('ecr validate-pull-through-cache-rule', {
  'ecr-repository-prefix': '<prefix>',
  region: '{hostRegion}',
});

export const UPSTREAM: readonly Family[] = [
  {
    id: 'upstream-credentials-refused',
    class: 'permission',
    certainty: 'sure',
    hop: 'ecr.dkr',
    all: [
      [
        'authentication to the upstream registry failed',
        'upstream registry requires authentication',
        'UnableToAccessSecretException',
        'UnableToDecryptSecretValueException',
        'UnsupportedUpstreamRegistryException',
        'SecretNotFoundException',
      ],
    ],
    cause:
      'ECR was reached; its pull-through cache rule could not sign in at the upstream registry. That happens inside ECR: neither the network of the task nor its role is at fault.',
    remedy:
      'Renew the user name and access token in the secret of the rule (its name begins with ecr-pullthroughcache/), and let ECR read it.',
    next: null,
    instead: [VALIDATE],
    references: ['validateCacheRule', 'pullThroughCache'],
  },
  {
    id: 'upstream-image-missing',
    class: 'not-found',
    certainty: 'sure',
    hop: 'ecr.dkr',
    all: [
      [
        'UnableToGetUpstreamImageException',
        'UnableToGetUpstreamLayerException',
        'unable to get upstream image',
        'failed to get upstream image',
      ],
    ],
    cause:
      'ECR was reached; its pull-through cache rule could not fetch the image from the upstream registry: it is not there under that name, or the upstream failed or limits pulls.',
    remedy: 'Check the name behind the prefix of the rule (Docker Hub wants library/ before official images).',
    next: null,
    instead: [VALIDATE],
    references: ['validateCacheRule', 'pullThroughCache'],
  },
];
