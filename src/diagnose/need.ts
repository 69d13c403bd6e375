import * as z from 'zod/mini';
import { PLATFORM_VERSIONS } from '../facts/platform-version.ts';
import type { ServiceNeed } from '../workload/workload.ts';

/**
 * Fargate's platform version; before 1.4.0 the registry token travelled over Fargate's own interface [aws-facts:
 * fargate-needs].
 */
export const PlatformVersion = z.enum(PLATFORM_VERSIONS);
export type PlatformVersion = z.infer<typeof PlatformVersion>;

/** One service that the pull path needs, with the endpoint type that serves it, and why. */
export const Need = z.object({
  /** The service's suffix: `ecr.api`, `ecr.dkr`, `s3`, `logs`, … Also the name of the hop. */
  service: z.string(),
  type: z.enum(['Interface', 'Gateway']),
  because: z.string(),
  /** False where tasks start without it, so that it decides no verdict; left out: true. */
  blocks: z.optional(z.boolean()),
});
export type Need = z.infer<typeof Need>;

const ECR_API: Need = { service: 'ecr.api', type: 'Interface', because: 'the task asks ECR for a registry token' };
const ECR_DKR: Need = {
  service: 'ecr.dkr',
  type: 'Interface',
  because: 'the task reads the image manifest from the registry',
};
const S3: Need = { service: 's3', type: 'Gateway', because: 'ECR keeps the image layers in S3' };

/** The type of endpoint that serves a service: where AWS has a gateway, which costs nothing, it is that. */
export function endpointTypeFor(service: string): Need['type'] {
  return service === 's3' || service === 'dynamodb' ? 'Gateway' : 'Interface';
}

/** The needs of a workload, from what ECS tells, in the order of the hops, and what was asked for besides, each once. */
export function needsOfServices(services: readonly ServiceNeed[], extras: readonly string[]): Need[] {
  const own = services
    // Endpoints of this region serve no other.
    .filter(({ region }) => region === null)
    .map(({ service, because, blocks }): Need => {
      const need = { service, type: endpointTypeFor(service), because } as const;
      // What was asked for by name counts like all else.
      if (extras.includes(service)) return { ...need, because: `${because}; asked for with --with ${service}` };
      return blocks ? need : { ...need, because: `${because}; the task starts without it`, blocks };
    });
  const known = new Set(own.map(({ service }) => service));
  return [...own, ...asked(extras).filter(({ service }) => !known.has(service))];
}

/** The needs of one image pull, in the order of the hops. Extras come last, each once. */
export function needsOf(platformVersion: PlatformVersion, extras: readonly string[]): Need[] {
  const base = platformVersion === '1.3.0' ? [ECR_DKR, S3] : [ECR_API, ECR_DKR, S3];
  const known = new Set(base.map((need) => need.service));
  return [...base, ...asked(extras).filter(({ service }) => !known.has(service))];
}

function asked(extras: readonly string[]): Need[] {
  return [...new Set(extras)].map((service) => ({
    service,
    type: endpointTypeFor(service),
    because: `asked for with --with ${service}`,
  }));
}
