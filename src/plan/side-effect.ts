import { z } from 'zod';

/** Somebody besides the targets who feels a step, or something that happens to the targets in passing. */
export const SideEffect = z.object({
  kind: z.enum([
    'dns-flips',
    'not-admitted',
    'loses-path',
    'shares-route-table',
    's3-connections-drop',
    'vpc-wide-dns',
  ]),
  message: z.string(),
  subnetIds: z.array(z.string()),
  steps: z.array(z.string()),
});
export type SideEffect = z.infer<typeof SideEffect>;
