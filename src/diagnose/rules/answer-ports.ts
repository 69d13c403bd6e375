import type { AddressSet } from '../../discover/addresses/address-set.ts';
import type { NetworkAcl } from '../../discover/entities/network-acl.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { aclPassage, passageOfAnswers } from '../path/acl-passage.ts';
import type { PortRange } from '../path/flows.ts';
import type { VpcContext } from '../vpc-context.ts';
import { aclFilter } from './acl-filter.ts';

/** Every port that some client sends from: AWS's advice for network ACLs [aws-facts: network-acls]. */
const ANY_CLIENT: PortRange = { from: 1024, to: 65_535 };

/**
 * Worth knowing: a network ACL lets answers back to Linux's ports, which open the hop, but not to all of AWS's advice.
 */
export function answerPorts(
  context: VpcContext,
  subnetId: string,
  egress: boolean,
  remote: AddressSet,
  cidr: string,
): Cause[] {
  const acl: NetworkAcl | undefined = context.index.aclOfSubnet.get(subnetId);
  if (acl === undefined || passageOfAnswers(acl, egress, remote).stoppedBy.length > 0) return [];
  const [way, direction] = egress ? ['--egress', 'to'] : ['--ingress', 'from'];
  const filter = aclFilter(acl, egress, 'far', aclPassage(acl, egress, remote, ANY_CLIENT), (values) =>
    cause('ports-for-linux-alone', acl.id, { ...values, way, direction, cidr }),
  );
  return [...filter.stops];
}
