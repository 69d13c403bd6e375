import { type Cause, cause } from '../cause.ts';
import type { Note, NoteRule } from '../note.ts';
import { POLICY_LIMIT } from '../policy/document.ts';

interface Use {
  readonly what: string;
  readonly used: number;
  readonly quota: number;
  readonly of: string;
  /** The code in Service Quotas; null where the quota is fixed. */
  readonly code: string | null;
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
      quota: 50,
      of: 'interface endpoints',
      code: 'L-29B6F2EB',
    },
    { what: snapshot.region, used: index.gatewayEndpoints, quota: 20, of: 'gateway endpoints', code: 'L-1B52E74A' },
  ];
  const groupIds = new Set([...answers.values()].flatMap(({ groupIds }) => groupIds));
  for (const id of groupIds) {
    const rules = index.securityGroups.get(id)?.ingress ?? [];
    const used = rules.filter(({ peer }) => peer.kind !== 'ipv6').length;
    uses.push({ what: id, used, quota: 60, of: 'inbound rules', code: 'L-0EA8095F' });
  }
  for (const { id, policy } of answers.values()) {
    uses.push({ what: id, used: policy?.length ?? 0, quota: POLICY_LIMIT, of: 'characters of policy', code: null });
  }
  return uses
    .filter(({ used, quota }) => used >= quota * NEAR)
    .map((use): Note => ({ cause: near(vpc.id, use), hops: [], subnetIds: [] }));
};

function near(vpcId: string, { what, used, quota, of, code }: Use): Cause {
  const values = { what, used: String(used), quota: String(quota), of, code: code === null ? ', fixed' : `, ${code}` };
  return cause('quota-near', vpcId, values);
}
