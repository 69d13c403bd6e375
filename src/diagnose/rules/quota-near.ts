import { QUOTAS, type Quota } from '../../facts/quotas.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Note, NoteRule } from '../findings/note.ts';

interface Use {
  readonly what: string;
  readonly used: number;
  readonly quota: Quota;
  readonly of: string;
}

/** From nine tenths on. */
const NEAR = 0.9;

/**
 * AWS's default quotas that endpoints use up [aws-facts: quotas]. An account may have been granted more, which EC2 does
 * not tell, so that this only endangers.
 */
export const quotaNear: NoteRule = ({ context, answers }) => {
  const { snapshot, endpoints, vpc, index } = context;
  const uses: Use[] = [
    {
      what: vpc.id,
      used: endpoints.filter(({ type }) => type !== 'Gateway').length,
      quota: QUOTAS.interfaceEndpointsPerVpc,
      of: 'interface endpoints',
    },
    {
      what: snapshot.region,
      used: index.gatewayEndpoints,
      quota: QUOTAS.gatewayEndpointsPerRegion,
      of: 'gateway endpoints',
    },
  ];
  const groupIds = new Set([...answers.values()].flatMap(({ groupIds }) => groupIds));
  for (const id of groupIds) {
    const rules = index.securityGroups.get(id)?.ingress ?? [];
    const used = rules.filter(({ peer }) => peer.kind !== 'ipv6').length;
    uses.push({ what: id, used, quota: QUOTAS.rulesPerSecurityGroup, of: 'inbound rules' });
  }
  for (const { id, policy } of answers.values()) {
    uses.push({
      what: id,
      used: policy?.length ?? 0,
      quota: QUOTAS.endpointPolicyCharacters,
      of: 'characters of policy',
    });
  }
  return uses
    .filter(({ used, quota }) => used >= quota.default * NEAR)
    .map((use): Note => ({ cause: near(vpc.id, use), hops: [], subnetIds: [] }));
};

function near(vpcId: string, { what, used, quota, of }: Use): Cause {
  const values = {
    what,
    used: String(used),
    quota: String(quota.default),
    of,
    code: quota.code === null ? ', fixed' : `, ${quota.code}`,
  };
  return cause('quota-near', vpcId, values);
}
