import type { VpcNames } from '../discover/entities/private-names.ts';

/** What is known of the tasks, and decides what a verdict speaks of. */
export interface KnownOfTasks {
  readonly taskGroups: boolean;
  /** Of Managed Instances, for whose agent AWS lists no endpoints [aws-facts: managed-instances]. */
  readonly isManagedInstances?: boolean;
  /** Who answers names beside endpoints, where that was asked; left out: it was not. */
  readonly names?: VpcNames | undefined;
}

/** What no verdict of a network speaks of, whatever it is. */
const NEVER = ['IAM roles', 'repository and key policies'];
const NEVER_LAST = ['DNS Firewall', 'whether the image exists'];

/** What a verdict does not speak of, each in words that go into a list. */
export function notJudgedOf({ taskGroups, isManagedInstances = false, names }: KnownOfTasks): string[] {
  return [
    ...(taskGroups ? [] : ['task security groups (--task-security-group-ids)']),
    ...(isManagedInstances ? ['what the agent of Managed Instances needs'] : []),
    ...NEVER,
    ...namesNotJudged(names),
    ...NEVER_LAST,
  ];
}

/** Without the zones nothing is judged of the rest either. */
function namesNotJudged(names: VpcNames | undefined): string[] {
  if (names === undefined || names.zones === null) return ['private hosted zones'];
  return names.rules === null ? ['forwarding rules of Route 53 Resolver'] : [];
}
