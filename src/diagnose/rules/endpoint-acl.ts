import { cause } from '../findings/cause.ts';
import { passageOfAnswers, passageToPort } from '../path/acl-passage.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import { type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { aclFilter } from './acl-filter.ts';

/**
 * The network ACL of the subnet that holds an endpoint's interface: the request comes in to TCP 443, the answer goes
 * out to the task's port [aws-facts: acl-at-endpoint]. A part of the subnet's addresses or ports that is stopped leaves
 * the hop unknown. Packets that stay inside one subnet meet no network ACL, so this is not asked where the task is
 * beside the interface.
 */
export function endpointAcl(context: VpcContext, source: SourceSubnet, hostId: string): PathFilter[] {
  const acl = context.index.aclOfSubnet.get(hostId);
  if (acl === undefined) {
    return [
      unknownFilter(source.addresses, [whyNotVisible(context, 'networkAcls', `The network ACL of ${hostId}`)], 'task'),
    ];
  }
  const about = { host: hostId, cidr: source.cidr };
  return [
    aclFilter(acl, false, 'task', passageToPort(acl, false, source.addresses), (values) =>
      cause('endpoint-acl-stops-request', acl.id, { ...values, ...about }),
    ),
    aclFilter(acl, true, 'task', passageOfAnswers(acl, true, source.addresses), (values) =>
      cause('endpoint-acl-stops-answer', acl.id, { ...values, ...about }),
    ),
  ];
}
