import type { RouteTable, Subnet } from '../network/types.ts';
import { addAcl, addInstance } from './additions.ts';
import { WorldBuilder, type WorldLocation } from './builder.ts';

/** A VPC with two isolated subnets, a group for the tasks that lets everything out, and the cluster `prod`. */
function network(name: string, place: WorldLocation | undefined) {
  const b = new WorldBuilder(place);
  const vpc = b.vpc(name, '10.0.0.0/16');
  const subnets = [b.subnet(vpc, 'private-a', '10.0.1.0/24', 'a'), b.subnet(vpc, 'private-b', '10.0.2.0/24', 'b')];
  const tasks = b.group(vpc, 'tasks', []);
  return { b, vpc, subnets, tasks, cluster: b.ecs.cluster('prod') };
}

/** All that a pull with logs needs, opened by somebody else. */
function opened({ b, vpc, subnets }: ReturnType<typeof network>) {
  const group = b.group(vpc, 'endpoints', [['tcp', 443, '10.0.0.0/16']]);
  for (const service of ['ecr.api', 'ecr.dkr', 'logs']) b.endpoint(vpc, service, { subnets, groups: [group] });
  b.gatewayEndpoint(
    vpc,
    's3',
    subnets.map((subnet) => b.tableOf(subnet)),
  );
}

/** A public subnet with its internet gateway. */
function publicSubnet({ b, vpc }: ReturnType<typeof network>): Subnet {
  const igw = b.internetGateway(vpc);
  return b.subnet(vpc, 'public-a', '10.0.101.0/24', 'a', { routes: [['0.0.0.0/0', igw.id]], mapPublicIp: true });
}

export function failingService(place?: WorldLocation) {
  const { b, subnets, tasks, cluster } = network('failing-service', place);
  const definition = b.ecs.definition('orders', [
    {
      image: b.ecs.image('orders:1.4.2'),
      logConfiguration: b.ecs.awslogs('/ecs/orders'),
      secrets: [{ name: 'DATABASE_URL', valueFrom: b.ecs.secret('prod/orders/database-url-AbCdEf') }],
    },
  ]);
  b.ecs.service(cluster, 'orders', definition, { subnets, groups: [tasks] });
  return b.world;
}

export function taskGroupWithoutS3(place?: WorldLocation) {
  const made = network('task-group-without-s3', place);
  const { b, subnets, tasks, cluster } = made;
  opened(made);
  tasks.rules = [b.rule(['tcp', 443, '10.0.0.0/16'], true)];
  const definition = b.ecs.definition('orders', [{ logConfiguration: b.ecs.awslogs('/ecs/orders') }]);
  b.ecs.service(cluster, 'orders', definition, { subnets, groups: [tasks] });
  return b.world;
}

export function noPublicAddress(place?: WorldLocation) {
  const made = network('no-public-address', place);
  const { b, tasks, cluster } = made;
  b.ecs.service(cluster, 'orders', b.ecs.definition('orders', [{}]), {
    subnets: [publicSubnet(made)],
    groups: [tasks],
  });
  return b.world;
}

export function dockerHub(place?: WorldLocation) {
  const made = network('docker-hub', place);
  const { b, subnets, tasks, cluster } = made;
  opened(made);
  const definition = b.ecs.definition('orders', [{}, { name: 'proxy', image: 'nginx:1.27' }]);
  b.ecs.service(cluster, 'orders', definition, { subnets, groups: [tasks] });
  return b.world;
}

export function otherRegion(place?: WorldLocation) {
  const made = network('other-region', place);
  const { b, subnets, tasks, cluster } = made;
  opened(made);
  const elsewhere = b.world.region === 'eu-west-1' ? 'us-east-1' : 'eu-west-1';
  const definition = b.ecs.definition('orders', [{ image: b.ecs.image('orders:1.4.2', elsewhere) }]);
  b.ecs.service(cluster, 'orders', definition, { subnets, groups: [tasks] });
  return b.world;
}

export function digestGone(place?: WorldLocation) {
  const made = network('digest-gone', place);
  const { b, subnets, tasks, cluster } = made;
  opened(made);
  const image = b.ecs.image(`orders@sha256:5de487da52320ad9978f3a7a4f6700910342956c7dcb3b6f955222b4cccbd600`);
  b.world.ecs.missingImages.push(image);
  b.ecs.service(cluster, 'orders', b.ecs.definition('orders', [{ image }]), { subnets, groups: [tasks] });
  return b.world;
}

export function oneOfTwo(place?: WorldLocation) {
  const made = network('one-of-two', place);
  const { b, subnets, tasks, cluster } = made;
  opened(made);
  const plain = b.ecs.definition('orders', [{ logConfiguration: b.ecs.awslogs('/ecs/orders') }]);
  const secret = { name: 'API_KEY', valueFrom: b.ecs.secret('prod/billing/api-key-AbCdEf') };
  const wanting = b.ecs.definition('billing', [{ logConfiguration: b.ecs.awslogs('/ecs/billing'), secrets: [secret] }]);
  b.ecs.service(cluster, 'orders', plain, { subnets, groups: [tasks], desiredCount: 2 });
  b.ecs.service(cluster, 'billing', wanting, { subnets, groups: [tasks] });
  return b.world;
}

/** The way out is there, but the network ACL of the NAT gateway's subnet lets no answer in. */
export function natPathBroken(place?: WorldLocation) {
  const made = network('nat-path-broken', place);
  const { b, subnets, tasks, cluster } = made;
  const front = publicSubnet(made);
  const nat = b.nat(front, 'nat');
  for (const subnet of subnets) toNat(b.tableOf(subnet), nat.id);
  addAcl(b, front, 'public', [
    [false, '6', 'allow', '10.0.0.0/16'],
    [true, '-1', 'allow', '0.0.0.0/0'],
  ]);
  b.ecs.service(cluster, 'orders', b.ecs.definition('orders', [{}]), { subnets, groups: [tasks] });
  return b.world;
}

const toNat = (table: RouteTable, target: string) =>
  table.routes.push({ destination: '0.0.0.0/0', target, state: 'active', origin: 'CreateRoute' });

/** The old task set runs since better days; the new one cannot start. */
export function codeDeploy(place?: WorldLocation) {
  const { b, subnets, tasks, cluster } = network('code-deploy', place);
  const definition = b.ecs.definition('orders', [{ logConfiguration: b.ecs.awslogs('/ecs/orders') }]);
  b.ecs.service(cluster, 'orders', definition, {
    subnets,
    groups: [tasks],
    controller: 'CODE_DEPLOY',
    older: { taskDefinition: 'orders:1' },
  });
  return b.world;
}

/** The instance pulls, from its own subnet and with its own group [aws-facts: instance-interface]. */
export function ec2Capacity(place?: WorldLocation) {
  const made = network('ec2-capacity', place);
  const { b, vpc, subnets, tasks, cluster } = made;
  const hosts = b.subnet(vpc, 'hosts-a', '10.0.11.0/24', 'a');
  const instance = addInstance(b, hosts, 'ecs-host', [tasks]);
  const { region, accountId } = b.world;
  const group = 'autoScalingGroup:4a7c0e1b-0000-4000-8000-000000000001:autoScalingGroupName/hosts';
  const arn = `arn:aws:autoscaling:${region}:${accountId}:${group}`;
  b.world.ecs.capacityProviders.push({ name: 'hosts', type: 'EC2_AUTOSCALING', autoScalingGroupArn: arn });
  b.world.ecs.containerInstances.push({
    id: '4f1e2d3c4b5a69788796a5b4c3d2e1f0',
    cluster: cluster.name,
    instanceId: instance.id,
    capacityProvider: 'hosts',
    agentConnected: true,
  });
  cluster.capacityProviders.push('hosts');
  const definition = b.ecs.definition('orders', [{}], { compatibilities: ['EC2'] });
  const strategy = [{ capacityProvider: 'hosts', weight: 1, base: 0 }];
  b.ecs.service(cluster, 'orders', definition, { subnets, groups: [tasks], rollout: { strategy } });
  return b.world;
}
