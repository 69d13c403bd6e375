import type { SnapshotPart } from '../discover/snapshot.ts';
import type { Context } from './context.ts';
import type { Refusal } from './plan.ts';
import type { Step } from './step.ts';

/** [aws-facts 2.10] both are default quotas, which AWS raises on request. */
const MAX_INTERFACE_ENDPOINTS = 50;

/** What cannot be planned for without having been read: guessing here would create what exists, or open what must not be. */
const INDISPENSABLE: readonly SnapshotPart[] = [
  'vpcs',
  'subnets',
  'routeTables',
  'endpoints',
  'endpointServices',
  'securityGroups',
];

/** Why the plan as a whole may not be applied: what a person must settle first. */
export function refusalsOf(context: Context, steps: readonly Step[]): Refusal[] {
  return [...unread(context), ...sharedVpc(context), ...quota(context, steps)];
}

function unread({ snapshot }: Context): Refusal[] {
  return snapshot.unread
    .filter((entry) => INDISPENSABLE.includes(entry.part))
    .map((entry) => ({
      code: 'ReadDenied',
      message: `${entry.part} could not be read (${entry.code}), and a change may not rest on a guess.`,
      remedy: `Allow ${entry.action} to the caller; pullpath iam-policy apply prints the whole policy.`,
      step: null,
    }));
}

function sharedVpc({ snapshot, vpc }: Context): Refusal[] {
  if (vpc.ownerId === snapshot.caller.account) return [];
  return [
    {
      code: 'SharedVpc',
      message: `${vpc.id} is shared with account ${snapshot.caller.account} by ${vpc.ownerId}; only the owner can make endpoints in it.`,
      remedy: `Run pullpath with credentials of account ${vpc.ownerId}, or send its owner the output of pullpath audit.`,
      step: null,
    },
  ];
}

function quota({ snapshot, vpc }: Context, steps: readonly Step[]): Refusal[] {
  const present = snapshot.endpoints.filter(
    (e) => e.vpcId === vpc.id && e.type !== 'Gateway' && e.state !== 'deleted',
  ).length;
  const more = steps.filter((step) => step.kind === 'create-interface-endpoint').length;
  // More than the default are there already: the quota was raised, and by how much EC2 does not tell.
  if (more === 0 || present > MAX_INTERFACE_ENDPOINTS || present + more <= MAX_INTERFACE_ENDPOINTS) return [];
  return [
    {
      code: 'EndpointQuota',
      message: `${vpc.id} has ${present} interface endpoints and the plan adds ${more}; AWS's default quota is ${MAX_INTERFACE_ENDPOINTS} per VPC.`,
      remedy: 'Have quota L-29B6F2EB raised (Service Quotas, Amazon VPC), or remove endpoints that nobody uses.',
      step: null,
    },
  ];
}
