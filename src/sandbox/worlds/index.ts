import type { World } from '../network/types.ts';
import type { WorldLocation } from './builder.ts';
import * as egress from './egress.ts';
import * as foreign from './foreign.ts';
import * as guide from './guide.ts';
import * as hub from './hub.ts';
import * as places from './places.ts';
import * as services from './services.ts';

interface NamedWorld {
  /** One sentence. */
  description: string;
  /** A fresh copy, to be changed at will; in us-east-1 and account 111122223333 unless told otherwise. */
  make: (place?: WorldLocation) => World;
}

const world = (make: NamedWorld['make'], description: string): NamedWorld => ({ description, make });

export const worlds = {
  guide: world(guide.guide, 'Two isolated subnets in two zones, and a public subnet beside them.'),
  'main-table': world(guide.mainTable, "Isolated subnets without a table of their own: the VPC's main table counts."),
  'same-zone': world(guide.sameZone, 'Two isolated subnets in one zone, where an endpoint may enter only one.'),
  'two-vpcs': world(guide.twoVpcs, 'Two VPCs, both with isolated subnets.'),
  'many-subnets': world(guide.manySubnets, 'Sixty isolated subnets on three route tables.'),
  'zone-gap': world(places.zoneGap, 'Isolated subnets in two zones, one of which ecr.dkr does not offer.'),
  'local-zone': world(places.localZone, 'One isolated subnet in a Local Zone, where endpoints cannot be.'),
  'shared-vpc': world(places.sharedVpc, 'Isolated subnets of a VPC that another account owns and shares.'),
  empty: world(places.empty, 'One VPC of public subnets only: nothing to open.'),
  'no-vpc': world(places.noVpc, 'A region without any VPC.'),
  'nat-beside': world(egress.natBeside, 'Two isolated subnets beside one that goes out through a NAT gateway.'),
  'nat-broken': world(egress.natBroken, 'Three subnets whose NAT gateways are deleted, failed or cut off.'),
  transit: world(egress.transit, 'Subnets that go out through a transit gateway, beyond what the account shows.'),
  open: world(foreign.open, 'Isolated subnets whose pull path is already open, without pullpath.'),
  'foreign-ecr': world(foreign.foreignEcr, 'A foreign ecr.api endpoint works; ecr.dkr and S3 are missing.'),
  'partial-s3': world(foreign.partialS3, 'A foreign S3 gateway endpoint is on one of two route tables.'),
  'locked-endpoint': world(
    foreign.lockedEndpoint,
    'All endpoints are there, but a security group shuts the tasks out.',
  ),
  'dns-off': world(foreign.dnsOff, 'Isolated subnets of a VPC without DNS host names.'),
  'own-dns': world(
    foreign.ownDns,
    "All endpoints are there, but the group of the VPC's own DNS server lets no questions in.",
  ),
  'private-zone': world(foreign.privateZone, 'A private hosted zone, which EC2 does not list, owns a name of ECR.'),
  'zone-without-wildcard': world(
    hub.zoneWithoutWildcard,
    'Private hosted zones lead to the endpoints, but that of ecr.dkr has no record for *.',
  ),
  'zone-misnamed': world(hub.zoneMisnamed, 'A private hosted zone is named ecr.api, and the host is api.ecr.'),
  'forwarded-to-nothing': world(
    hub.forwardedToNothing,
    'A Resolver rule forwards the name of ecr.api to an address that nothing has.',
  ),
  hub: world(hub.hub, "A hub's endpoints serve over a transit gateway: everything is in order."),
  'hub-not-associated': world(hub.hubNotAssociated, "The hub's private hosted zones are not associated with the VPC."),
  'hub-no-way-back': world(hub.hubNoWayBack, "The hub's route tables lead no answer back."),
  'hub-zone-not-attached': world(
    hub.hubZoneNotAttached,
    'The transit gateway attachment has a subnet in one of two zones.',
  ),
  'hub-group-by-reference': world(
    hub.hubGroupByReference,
    "The hub's security group names the tasks' group, which does not count over a transit gateway.",
  ),
  'failing-service': world(
    services.failingService,
    'A service with logs and a secret whose tasks cannot start: its subnets are isolated.',
  ),
  'task-group-without-s3': world(
    services.taskGroupWithoutS3,
    "All endpoints are there, but the tasks' security group lets nothing out to S3.",
  ),
  'no-public-address': world(
    services.noPublicAddress,
    'A service in a public subnet whose tasks get no public address.',
  ),
  'docker-hub': world(services.dockerHub, 'The pull path is open, but one container comes from Docker Hub.'),
  'other-region': world(services.otherRegion, "The pull path is open, but the image is in another region's registry."),
  'digest-gone': world(services.digestGone, 'The pull path is open, but the digest that the service wants is gone.'),
  'one-of-two': world(services.oneOfTwo, 'Two services of which one works; the other wants a secret.'),
  'nat-path-broken': world(
    services.natPathBroken,
    "A service behind a NAT gateway whose subnet's network ACL lets no answer in.",
  ),
  'code-deploy': world(
    services.codeDeploy,
    'A service of CodeDeploy: the old task set runs, the new one does not start.',
  ),
  'ec2-capacity': world(services.ec2Capacity, 'A service on EC2 instances in an isolated subnet.'),
} satisfies Record<string, NamedWorld>;

export type WorldName = keyof typeof worlds;

export const worldNames = Object.keys(worlds) as WorldName[];
