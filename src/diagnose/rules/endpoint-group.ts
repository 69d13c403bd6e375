import { intersection } from '../../discover/addresses/address-set.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import { cause } from '../findings/cause.ts';
import { onEveryPort } from '../path/flows.ts';
import { admission } from '../path/group-admission.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import { type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';

/**
 * The endpoint's security groups: one rule of one of them must let TCP 443 in from every address of the subnet, or name
 * a group that the tasks carry [aws-facts: group-sources]. A rule that admits part of the subnet leaves the hop
 * unknown, and so does one that names a group while the tasks' own are not known.
 */
export function endpointGroup(context: VpcContext, source: SourceSubnet, endpoint: Endpoint): PathFilter {
  const groups = endpoint.groupIds.map((id) => context.index.securityGroups.get(id));
  const missing = endpoint.groupIds.filter((_, i) => groups[i] === undefined);
  if (missing.length > 0 || groups.length === 0) {
    const what = missing.length > 0 ? `Security group ${missing.join(', ')}` : `The security group of ${endpoint.id}`;
    return unknownFilter(source.addresses, [whyNotVisible(context, 'securityGroups', what)], 'task');
  }
  const rules = groups.flatMap((group) => group?.ingress ?? []);
  const peer = { addresses: source.addresses, groupIds: context.taskGroupIds };
  const { definitely, possibly, inDoubt } = admission(rules, peer, context.index.prefixLists);
  const values = { endpoint: endpoint.id };
  return {
    side: 'task',
    definitely: onEveryPort(intersection(definitely, source.addresses)),
    possibly: onEveryPort(intersection(possibly, source.addresses)),
    stops: [cause('endpoint-group-shuts-out', endpoint.id, { ...values, groups: endpoint.groupIds.join(', ') })],
    unsure:
      inDoubt.length === 0
        ? []
        : [
            cause('endpoint-group-undecided', endpoint.id, {
              ...values,
              sources: [...new Set(inDoubt.map(({ peer }) => peer.value))].join(', '),
            }),
          ],
  };
}
