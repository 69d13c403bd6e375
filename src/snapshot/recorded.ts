import { z } from 'zod';
import { UnreadPart } from '../discover/snapshot.ts';
import { PullpathError } from '../errors.ts';
import type { Remedy } from '../remedy/remedy.ts';
import { type Item, type SectionName, sectionOf } from './sections.ts';

/** What of ECS a snapshot was taken of; null: ECS was not asked. */
export const EcsScope = z.union([
  z.literal('all'),
  z.object({
    cluster: z.string().optional(),
    service: z.string().optional(),
    task: z.string().optional(),
    taskDefinition: z.string().optional(),
  }),
]);
export type EcsScope = z.infer<typeof EcsScope>;

/** A read that was refused or failed when the snapshot was taken. */
export const UnreadSection = z.object({
  action: z.string().describe('the IAM action of the call, e.g. ec2:DescribeNetworkAcls'),
  code: z.string(),
  message: z.string(),
  why: UnreadPart.shape.why,
  remedy: UnreadPart.shape.remedy,
});
export type UnreadSection = z.infer<typeof UnreadSection>;

/** What was read, and what could not be, of one account in one region. */
export interface Recorded {
  readonly account: string;
  readonly arn: string;
  readonly region: string;
  /** ISO 8601; null where it is not known. */
  readonly takenAt: string | null;
  /** The VPCs that were asked about; null: the whole region. */
  readonly vpcIds: readonly string[] | null;
  readonly ecs: EcsScope | null;
  readonly redacted: boolean;
  /** A section that is not there was not read. */
  readonly sections: ReadonlyMap<SectionName, readonly Item[]>;
  readonly unread: readonly UnreadSection[];
}

/** What a section holds. @throws what the read met with when the snapshot was taken, or NotInSnapshot */
export function itemsOf(recorded: Recorded, section: SectionName): readonly Item[] {
  const items = recorded.sections.get(section);
  if (items === undefined) throw missing(recorded, section);
  return items;
}

/** Why something of a section is not known: what AWS said, or that nobody asked. */
export function missing({ unread }: Pick<Recorded, 'unread'>, section: SectionName, remedy?: Remedy): PullpathError {
  const { action, noun } = sectionOf(section);
  const met = refusalOf({ unread }, section);
  if (met === undefined) return notInSnapshot(action, `The ${noun} are not in the snapshot.`, remedy);
  return new PullpathError(met.why === 'failed' ? 'failed' : 'refused-by-aws', {
    code: met.code,
    message: met.message,
    remedy: met.remedy,
    action: met.action,
  });
}

/** What the calls met with that would have told what is in a section; undefined where they were answered. */
export function refusalOf({ unread }: Pick<Recorded, 'unread'>, section: SectionName): UnreadSection | undefined {
  const { action, listedBy } = sectionOf(section);
  return unread.find((entry) => entry.action === action || entry.action === listedBy);
}

/** What nobody asked for when the snapshot was taken. */
export function notInSnapshot(action: string, message: string, remedy: Remedy = TAKE_AGAIN): PullpathError {
  return new PullpathError('failed', { code: 'NotInSnapshot', message, remedy, action });
}

const TAKE_AGAIN = 'Take the snapshot again, or collect what is missing.';
