import type { AddressSet } from '../../discover/addresses/address-set.ts';
import { cause } from '../findings/cause.ts';
import { passageOfAnswers, passageToPort } from '../path/acl-passage.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import { type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { aclFilter } from './acl-filter.ts';

/** Who the task talks to, for the sentences, and the CIDR that a new rule would name. */
export interface AclPeer {
  readonly name: string;
  readonly cidr: string;
}

/** A network ACL takes no prefix list, so a rule for the internet, S3 included, names everything. */
export const INTERNET: AclPeer = { name: 'public addresses', cidr: '0.0.0.0/0' };

/**
 * The network ACL of the task's subnet: the request goes out to TCP 443, the answer comes in to the task's port
 * [aws-facts: network-acls]. Only a way on which every one of Linux's ports 32768-60999 gets its answer is open; a way
 * on which some do is neither open nor closed, because the kernel picks the port.
 */
export function subnetAcl(context: VpcContext, source: SourceSubnet, far: AddressSet, peer: AclPeer): PathFilter[] {
  const acl = context.index.aclOfSubnet.get(source.subnet.id);
  if (acl === undefined) {
    return [unknownFilter(far, [whyNotVisible(context, 'networkAcls', `The network ACL of ${source.subnet.id}`)])];
  }
  const about = { peer: peer.name, cidr: peer.cidr };
  return [
    aclFilter(acl, true, 'far', passageToPort(acl, true, far), (values) =>
      cause('acl-stops-request', acl.id, { ...values, ...about }),
    ),
    aclFilter(acl, false, 'far', passageOfAnswers(acl, false, far), (values) =>
      cause('acl-stops-answer', acl.id, { ...values, ...about }),
    ),
  ];
}
