import { passageOfAnswers, passageTo443 } from '../acl-passage.ts';
import { cause } from '../cause.ts';
import { type Context, type Home, unseen } from '../context.ts';
import { type Gate, undecided } from '../gate.ts';
import { aclGate } from './acl-gate.ts';

/**
 * The network ACL of the subnet that holds an endpoint's interface: the request comes in to TCP 443, the answer goes out
 * to the task's port [aws-facts: acl-at-endpoint]. A part of the subnet's addresses or ports that is stopped leaves the
 * hop unknown. Packets that stay inside one subnet meet no network ACL, so this is not asked where the task is beside
 * the interface.
 */
export function endpointAcl(context: Context, home: Home, hostId: string): Gate[] {
  const acl = context.index.aclOfSubnet.get(hostId);
  if (acl === undefined) {
    return [undecided(home.addresses, [unseen(context, 'networkAcls', `The network ACL of ${hostId}`)], 'task')];
  }
  const about = { host: hostId, cidr: home.cidr };
  return [
    aclGate(acl, false, 'task', passageTo443(acl, false, home.addresses), (values) =>
      cause('endpoint-acl-stops-request', acl.id, { ...values, ...about }),
    ),
    aclGate(acl, true, 'task', passageOfAnswers(acl, true, home.addresses), (values) =>
      cause('endpoint-acl-stops-answer', acl.id, { ...values, ...about }),
    ),
  ];
}
