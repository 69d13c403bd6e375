import { aws } from '../../remedy/command.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { SOURCES } from './sources.ts';

/** PP9: endpoints of another VPC, a hub's, and the way there and back. */
export const HUBS = {
  'hub-route-missing': {
    code: 'PP901',
    title: 'No route leads to the endpoint in the other VPC',
    subject: 'route-table',
    verdict: 'closed',
    severity: 'closes',
    hops: 'the service whose name leads to another VPC',
    message: '{host} leads to {target} in another VPC, and {table} has no route there.',
    why: 'An endpoint of another VPC is reached over a transit gateway, a peering connection or a core network that the subnet’s route table leads to.',
    remedy: 'Route the other VPC’s addresses to what connects the two VPCs:',
    command: aws('ec2 create-route', {
      'route-table-id': '{table}',
      'destination-cidr-block': '{destination}',
      'transit-gateway-id': 'TRANSIT_GATEWAY_ID',
    }),
    fixedBy: null,
    sources: [SOURCES.hubs, SOURCES.transitGateway],
  },
  'hub-not-readable': {
    code: 'PP902',
    title: 'The endpoint is in a network that can’t be read from here',
    subject: 'hosted-zone',
    verdict: 'unknown',
    severity: 'undecided',
    hops: 'the service whose name leads to another VPC',
    message:
      '{host} leads to {target}, which is not an endpoint of this account; {table} routes {destination} to {via}.',
    why: 'Everything that this account can read is in order. Whether packets get there and back is decided by the other VPC’s routes, network ACLs, the endpoint’s security groups and its policy.',
    remedy: [
      'Audit again with --hub-role-arn and a role of the account that owns the endpoint. Or ask its people for:',
      aws('ec2 describe-vpc-endpoints', { 'vpc-endpoint-ids': '{endpoint}' }),
      aws('ec2 describe-security-group-rules', { filters: 'Name=group-id,Values=GROUP_OF_THE_ENDPOINT' }),
      aws('ec2 describe-route-tables', { filters: 'Name=vpc-id,Values=VPC_OF_THE_ENDPOINT' }),
    ],
    fixedBy: null,
    sources: [SOURCES.hubs, SOURCES.transitGateway],
  },
} as const satisfies Record<string, CatalogueEntry>;
