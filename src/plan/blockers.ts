import { PART_NAMES } from '../discover/reading/part-name.ts';
import type { SnapshotPart } from '../discover/snapshot.ts';
import { isDeleted } from '../facts/endpoint-state.ts';
import { QUOTAS, type Quota } from '../facts/quotas.ts';
import { type CommandReference, pullpath } from '../remedy/command.ts';
import type { Blocker } from './blocker.ts';
import { zoneConflicts } from './endpoints/zone-conflict.ts';
import type { PlanContext } from './plan-context.ts';
import type { Step } from './step.ts';

/**
 * What cannot be planned for without having been read: guessing here would create what exists, or open what must not
 * be.
 */
const INDISPENSABLE: readonly SnapshotPart[] = [
  'vpcs',
  'subnets',
  'routeTables',
  'endpoints',
  'endpointServices',
  'securityGroups',
];

const POLICY: CommandReference = { program: 'pullpath', command: 'iam-policy', args: ['apply'] };

/** Why the plan as a whole may not be applied: what a person must settle first. */
export function blockersOf(context: PlanContext, steps: readonly Step[]): Blocker[] {
  return [...unread(context), ...sharedVpc(context), ...quotas(context, steps), ...zoneConflicts(context, steps)];
}

function unread({ snapshot }: PlanContext): Blocker[] {
  return snapshot.unread
    .filter((entry) => INDISPENSABLE.includes(entry.part))
    .map(({ part, action, code, why, remedy }) => ({
      code: why === 'denied' ? 'ReadDenied' : 'ReadFailed',
      message: `The ${PART_NAMES[part]} could not be read (${code}), and a change may not rest on a guess.`,
      remedy: why === 'denied' ? [`Allow ${action} to the caller. This prints the whole policy:`, POLICY] : remedy,
      step: null,
    }));
}

function sharedVpc({ snapshot, vpc }: PlanContext): Blocker[] {
  if (vpc.ownerId === snapshot.caller.account) return [];
  return [
    {
      code: 'SharedVpc',
      message: `${vpc.id} is shared with account ${snapshot.caller.account} by ${vpc.ownerId}; only the owner can create endpoints in it.`,
      remedy: [
        `Use credentials of account ${vpc.ownerId}, or send its owner what this prints:`,
        pullpath('audit', { vpcId: vpc.id }),
      ],
      step: null,
    },
  ];
}

/**
 * Quotas that AWS may have raised: where more than the default stand already it has, and by how much EC2 does not tell.
 */
function quotas(context: PlanContext, steps: readonly Step[]): Blocker[] {
  const { snapshot, vpc } = context;
  const leaving = new Set(
    steps.flatMap((step) => (step.kind === 'delete-endpoints' ? step.before.endpoints : [])).map(({ id }) => id),
  );
  const standing = snapshot.endpoints.filter((endpoint) => !isDeleted(endpoint) && !leaving.has(endpoint.id));
  const making = (kind: Step['kind']) => steps.filter((step) => step.kind === kind).length;
  return [
    exceeded({
      present: standing.filter((endpoint) => endpoint.vpcId === vpc.id && endpoint.type !== 'Gateway').length,
      more: making('create-interface-endpoint'),
      quota: QUOTAS.interfaceEndpointsPerVpc,
      where: `${vpc.id} has`,
      what: 'interface endpoints',
      per: 'VPC',
    }),
    exceeded({
      present: standing.filter((endpoint) => endpoint.type === 'Gateway').length,
      more: making('create-gateway-endpoint'),
      quota: QUOTAS.gatewayEndpointsPerRegion,
      where: `${snapshot.region} has`,
      what: 'gateway endpoints',
      per: 'region',
    }),
  ].flat();
}

interface Use {
  readonly present: number;
  readonly more: number;
  readonly quota: Quota;
  readonly where: string;
  readonly what: string;
  readonly per: string;
}

function exceeded({ present, more, quota, where, what, per }: Use): Blocker[] {
  if (more === 0 || present > quota.default || present + more <= quota.default) return [];
  return [
    {
      code: 'EndpointQuota',
      message: `${where} ${present} ${what} and the plan adds ${more}; AWS's default quota is ${quota.default} per ${per}.`,
      remedy: `Have quota ${quota.code} raised (Service Quotas, Amazon VPC), or remove unused endpoints.`,
      step: null,
    },
  ];
}
