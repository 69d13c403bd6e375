import { z } from 'zod';

/** What happens while a service is followed, as it happens; `atMs` counts from the beginning of the watch. */
export const WATCH_EVENTS = [
  z.object({
    type: z.literal('task-stage'),
    atMs: z.number(),
    taskId: z.string(),
    subnetId: z.string().nullable(),
    /** `earlier`: it was starting before the change, so that it fails says nothing. */
    stage: z.enum(['provisioning', 'pulling', 'pulled', 'failed', 'earlier']),
  }),
  z.object({ type: z.literal('watch-waiting'), atMs: z.number(), state: z.string() }),
  z.object({ type: z.literal('deployment-forced'), atMs: z.number(), deploymentId: z.string().nullable() }),
] as const;

export const WatchEvent = z.discriminatedUnion('type', [...WATCH_EVENTS]);
export type WatchEvent = z.infer<typeof WatchEvent>;
