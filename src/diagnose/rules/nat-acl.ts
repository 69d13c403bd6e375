import { type AddressSet, union } from '../../discover/addresses/address-set.ts';
import { HTTPS_PORT } from '../../facts/ports.ts';
import { cause } from '../findings/cause.ts';
import { type AclPassage, aclPassage, passageOfAnswers, passageToPort } from '../path/acl-passage.ts';
import { onEveryPort, type PortRange } from '../path/flows.ts';
import { type PathFilter, unknownFilter } from '../path/path-filter.ts';
import { type SourceSubnet, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { type AclValues, aclFilter } from './acl-filter.ts';

/** A NAT gateway sends from these ports, whatever port the task sent from (VPC guide, "NAT gateway basics"). */
const NAT_PORTS: PortRange = { from: 1024, to: 65_535 };

interface Crossing {
  readonly what: string;
  readonly way: '--ingress' | '--egress';
  readonly ports: PortRange;
  readonly cidr: string;
}

const HTTPS: PortRange = { from: HTTPS_PORT, to: HTTPS_PORT };

/**
 * The network ACL of a NAT gateway's subnet, which a connection crosses four times: the request in from the task and
 * out to the internet, the answer in from there and out to the task.
 */
export function natAcl(context: VpcContext, source: SourceSubnet, hostId: string, far: AddressSet): PathFilter[] {
  const acl = context.index.aclOfSubnet.get(hostId);
  if (acl === undefined)
    return [unknownFilter(far, [whyNotVisible(context, 'networkAcls', `The network ACL of ${hostId}`)])];
  const stops =
    ({ what, way, ports, cidr }: Crossing) =>
    (values: AclValues) =>
      cause('nat-acl-stops-traffic', acl.id, {
        ...values,
        host: hostId,
        what,
        way,
        from: String(ports.from),
        to: String(ports.to),
        cidr,
      });
  const inside = { cidr: source.cidr };
  const outside = { cidr: '0.0.0.0/0' };
  const arriving = aclPassage(acl, false, far, NAT_PORTS);
  const filters = [
    aclFilter(
      acl,
      false,
      'task',
      passageToPort(acl, false, source.addresses),
      stops({ ...inside, what: `TCP 443 in from ${source.cidr}`, way: '--ingress', ports: HTTPS }),
    ),
    aclFilter(
      acl,
      true,
      'task',
      passageOfAnswers(acl, true, source.addresses),
      stops({ ...inside, what: `answers out to ${source.cidr}`, way: '--egress', ports: NAT_PORTS }),
    ),
    aclFilter(
      acl,
      true,
      'far',
      passageToPort(acl, true, far),
      stops({ ...outside, what: 'TCP 443 out to the internet', way: '--egress', ports: HTTPS }),
    ),
  ];
  const answers = aclFilter(
    acl,
    false,
    'far',
    arriving,
    stops({ ...outside, what: 'answers from the internet in', way: '--ingress', ports: NAT_PORTS }),
  );
  return [...filters, { ...answers, ...onNatPorts(arriving) }];
}

/**
 * The NAT gateway picks one of its ports: surely through is what passes on all of them, at most what passes on some.
 */
function onNatPorts({ flows, stoppedBy }: AclPassage): Pick<PathFilter, 'definitely' | 'possibly'> {
  const some = onEveryPort(union(flows.map((slab) => slab.addresses)));
  return { definitely: stoppedBy.length === 0 ? some : [], possibly: some };
}
