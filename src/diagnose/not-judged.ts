/** What is known of the tasks, and decides what a verdict speaks of. */
export interface KnownOfTasks {
  readonly taskGroups: boolean;
  /** Of Managed Instances, for whose agent AWS lists no endpoints [aws-facts: managed-instances]. */
  readonly isManagedInstances?: boolean;
}

/** What no verdict of a network speaks of, whatever it is. */
const NEVER = [
  'IAM roles',
  'repository and key policies',
  'private hosted zones',
  'DNS Firewall',
  'whether the image is there',
];

/** What a verdict does not speak of, each in words that go into a list. */
export function notJudgedOf({ taskGroups, isManagedInstances = false }: KnownOfTasks): string[] {
  return [
    ...(taskGroups ? [] : ['the tasks’ security groups (--task-security-group-ids)']),
    ...(isManagedInstances ? ['what the agent of Managed Instances needs'] : []),
    ...NEVER,
  ];
}
