import { type AddressSet, union } from '../../discover/address-set.ts';
import { type Passage, passage, passageOfAnswers, passageTo443 } from '../acl-passage.ts';
import { cause } from '../cause.ts';
import { type Context, type Home, unseen } from '../context.ts';
import { onEveryPort, type PortRange } from '../flows.ts';
import { type Gate, undecided } from '../gate.ts';
import { type AclValues, aclGate } from './acl-gate.ts';

/** A NAT gateway sends from these ports, whatever port the task sent from (VPC guide, "NAT gateway basics"). */
const NAT_PORTS: PortRange = { from: 1024, to: 65_535 };

interface Crossing {
  readonly what: string;
  readonly way: '--ingress' | '--egress';
  readonly ports: PortRange;
  readonly cidr: string;
}

const HTTPS: PortRange = { from: 443, to: 443 };

/**
 * The network ACL of a NAT gateway's subnet, which a connection crosses four times: the request in from the task and out
 * to the internet, the answer in from there and out to the task.
 */
export function natAcl(context: Context, home: Home, hostId: string, far: AddressSet): Gate[] {
  const acl = context.index.aclOfSubnet.get(hostId);
  if (acl === undefined) return [undecided(far, [unseen(context, 'networkAcls', `The network ACL of ${hostId}`)])];
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
  const inside = { cidr: home.cidr };
  const outside = { cidr: '0.0.0.0/0' };
  const arriving = passage(acl, false, far, NAT_PORTS);
  const gates = [
    aclGate(
      acl,
      false,
      'task',
      passageTo443(acl, false, home.addresses),
      stops({ ...inside, what: `TCP 443 in from ${home.cidr}`, way: '--ingress', ports: HTTPS }),
    ),
    aclGate(
      acl,
      true,
      'task',
      passageOfAnswers(acl, true, home.addresses),
      stops({ ...inside, what: `answers out to ${home.cidr}`, way: '--egress', ports: NAT_PORTS }),
    ),
    aclGate(
      acl,
      true,
      'far',
      passageTo443(acl, true, far),
      stops({ ...outside, what: 'TCP 443 out to the internet', way: '--egress', ports: HTTPS }),
    ),
  ];
  const answers = aclGate(
    acl,
    false,
    'far',
    arriving,
    stops({ ...outside, what: 'answers from the internet in', way: '--ingress', ports: NAT_PORTS }),
  );
  return [...gates, { ...answers, ...onNatPorts(arriving) }];
}

/** The NAT gateway picks one of its ports: surely through is what passes on all of them, at most what passes on some. */
function onNatPorts({ flows, stoppedBy }: Passage): Pick<Gate, 'surely' | 'atMost'> {
  const some = onEveryPort(union(flows.map((slab) => slab.addresses)));
  return { surely: stoppedBy.length === 0 ? some : [], atMost: some };
}
