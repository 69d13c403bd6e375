import { addInstance } from './additions.ts';
import { WorldBuilder, type WorldLocation } from './builder.ts';

/** Two isolated subnets, and a foreign group that lets the whole VPC in on TCP 443. */
function twoSubnets(name: string, place: WorldLocation | undefined) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc(name, '10.0.0.0/16');
  const subnets = [b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a'), b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b')];
  const group = b.group(vpc, 'endpoints', [['tcp', 443, '10.0.0.0/16']]);
  return { b, vpc, subnets, tables: subnets.map((subnet) => b.tableOf(subnet)), group };
}

export function open(place?: WorldLocation) {
  const { b, vpc, subnets, tables, group } = twoSubnets('open', place);
  b.endpoint(vpc, 'ecr.api', { subnets, groups: [group] });
  b.endpoint(vpc, 'ecr.dkr', { subnets, groups: [group] });
  b.gatewayEndpoint(vpc, 's3', tables);
  return b.world;
}

export function foreignEcr(place?: WorldLocation) {
  const { b, vpc, subnets, group } = twoSubnets('foreign-ecr', place);
  b.endpoint(vpc, 'ecr.api', { subnets, groups: [group] });
  return b.world;
}

export function partialS3(place?: WorldLocation) {
  const { b, vpc, tables } = twoSubnets('partial-s3', place);
  b.gatewayEndpoint(vpc, 's3', tables.slice(0, 1));
  return b.world;
}

export function lockedEndpoint(place?: WorldLocation) {
  const { b, vpc, subnets, tables } = twoSubnets('locked-endpoint', place);
  const locked = b.group(vpc, 'only-operations', [['tcp', 443, '10.0.200.0/24']]);
  b.endpoint(vpc, 'ecr.api', { subnets, groups: [locked] });
  b.endpoint(vpc, 'ecr.dkr', { subnets, groups: [locked] });
  b.gatewayEndpoint(vpc, 's3', tables);
  return b.world;
}

export function dnsOff(place?: WorldLocation) {
  const { b, vpc } = twoSubnets('dns-off', place);
  vpc.dnsHostnames = false;
  return b.world;
}

/** Everything is there, but names are asked of a server whose group allows DNS from an older network [aws-facts: resolver-unfiltered]. */
export function ownDns(place?: WorldLocation) {
  const { b, vpc, subnets, tables, group } = twoSubnets('own-dns', place);
  b.endpoint(vpc, 'ecr.api', { subnets, groups: [group] });
  b.endpoint(vpc, 'ecr.dkr', { subnets, groups: [group] });
  b.gatewayEndpoint(vpc, 's3', tables);
  const servers = b.group(vpc, 'dns-servers', [
    ['udp', 53, '10.9.0.0/16'],
    ['tcp', 53, '10.9.0.0/16'],
  ]);
  const host = addInstance(b, subnets[1]!, 'dns', [servers]);
  const card = b.world.interfaces.find(({ id }) => id === host.interfaceId)!;
  b.world.dhcpOptions[0]!.options['domain-name-servers'] = [card.ip];
  return b.world;
}

/** The central-endpoint pattern: a hosted zone that EC2 cannot list owns the name [aws-facts: central-endpoints]. */
export function privateZone(place?: WorldLocation) {
  const { b, vpc } = twoSubnets('private-zone', place);
  const name = b.world.services.find((service) => service.name.endsWith('.ecr.api'))!.privateDnsNames[0]!;
  b.world.privateZones.push({ domain: name, vpcIds: [vpc.id] });
  return b.world;
}
