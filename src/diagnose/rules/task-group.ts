import { type AddressSet, intersection } from '../../discover/addresses/address-set.ts';
import { cause } from '../findings/cause.ts';
import { onEveryPort } from '../path/flows.ts';
import { admission, type RuleSource } from '../path/group-admission.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import { type VpcContext, whyNotVisible } from '../vpc-context.ts';

/** What the tasks talk to: its name, and a rule's peer in the AWS CLI's words that would let them. */
export interface Destination extends RuleSource {
  readonly name: string;
  readonly peerOption: string;
}

/**
 * The tasks' own security groups, judged where they are given: TCP 443 must get out to the endpoint's interfaces, and
 * for layers to S3's addresses or its prefix list [aws-facts: task-egress]. Groups keep state, so that answers need no
 * rule.
 */
export function taskGroup(context: VpcContext, addressee: Destination): PathFilter[] {
  const ids = context.taskGroupIds;
  if (ids === null) return [];
  const groups = ids.map((id) => context.index.securityGroups.get(id));
  const missing = ids.filter((_, i) => groups[i] === undefined);
  const far: AddressSet = addressee.addresses;
  if (missing.length > 0) {
    return [unknownFilter(far, [whyNotVisible(context, 'securityGroups', `Security group ${missing.join(', ')}`)])];
  }
  const rules = groups.flatMap((group) => group?.egress ?? []);
  const { definitely, possibly, inDoubt } = admission(rules, addressee, context.index.prefixLists);
  const stops = [
    cause('task-group-stops-request', ids[0] ?? '', {
      groups: ids.join(', '),
      group: ids[0] ?? '',
      peer: addressee.name,
      destination: addressee.peerOption,
    }),
  ];
  return [
    {
      side: 'far',
      definitely: onEveryPort(intersection(definitely, far)),
      possibly: onEveryPort(intersection(possibly, far)),
      stops,
      unsure: inDoubt.map(({ peer }) => whyNotVisible(context, 'prefixLists', `Prefix list ${peer.value}`)),
    },
  ];
}
