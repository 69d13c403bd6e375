import { z } from 'zod';

/** What a step changes for subnets other than the targets, or for the targets in passing. */
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
