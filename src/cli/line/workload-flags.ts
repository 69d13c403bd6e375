import { PRESETS } from '../../workload/presets.ts';
import type { Flag } from './flag.ts';
import { SWITCH, TEXT } from './flag-types.ts';

/** What a service or task tells by itself. */
const SAID_BY_SERVICE = {
  'subnet-ids': 'ECS tells the subnets',
  'subnet-tag': 'ECS tells the subnets',
  'task-security-group-ids': 'ECS tells the security groups',
  'platform-version': 'ECS tells the platform version',
  'assign-public-ip': 'ECS tells whether tasks get a public address',
  for: 'ECS tells what runs the containers',
} as const;

/** The same of all of them; ids of one VPC do not go with several anyway. */
const SAID_BY_SERVICES = {
  'subnet-tag': 'ECS tells the subnets',
  'platform-version': 'ECS tells the platform version',
  'assign-public-ip': 'ECS tells whether tasks get a public address',
  for: 'ECS tells what runs the containers',
} as const;

/** The flags that name what ECS runs. */
export const WORKLOAD_FLAGS = {
  cluster: {
    ...TEXT,
    group: 'Workload:',
    describe: 'the ECS cluster, by name or ARN',
    default: 'the cluster named default',
    suggestFor: ['cluster-name', 'cluster-arn', 'clusters'],
    isSettledByPlan: true,
    onlyWithOneOf: ['service', 'task', 'all-services'],
  },
  service: {
    ...TEXT,
    group: 'Workload:',
    describe: 'the ECS service that cannot pull: its subnets, groups, images and needs',
    suggestFor: ['service-name', 'service-arn', 'ecs-service'],
    isSettledByPlan: true,
    isAboutOneVpc: true,
    excludes: SAID_BY_SERVICE,
  },
  task: {
    ...TEXT,
    group: 'Workload:',
    describe: 'the ECS task that cannot pull, by id or ARN',
    suggestFor: ['task-id', 'task-arn', 'tasks'],
    isSettledByPlan: true,
    isAboutOneVpc: true,
    excludes: { ...SAID_BY_SERVICE, service: 'name the service or one task of it' },
  },
  'task-definition': {
    ...TEXT,
    group: 'Workload:',
    describe: 'images and needs of FAMILY[:REVISION], in the subnets that the flags name',
    suggestFor: ['taskdef', 'task-def', 'task-definition-arn', 'task-definition-family', 'family'],
    isSettledByPlan: true,
    isAboutOneVpc: true,
    excludes: { service: 'the service names its task definition', task: 'the task names its task definition' },
  },
  'all-services': {
    ...SWITCH,
    group: 'Workload:',
    describe: 'every ECS service of the region or regions, each by itself',
    asksAboutSeveral: (value) => value !== undefined,
    excludes: {
      ...SAID_BY_SERVICES,
      'all-vpcs': 'ask about VPCs or about services',
    },
  },
  for: {
    type: 'string',
    schema: (z) => z.optional(z.enum(PRESETS)),
    group: 'Workload:',
    describe: 'what runs the containers: decides which services hosts need besides the pull',
    choices: PRESETS,
    default: 'fargate',
    suggestFor: ['preset', 'launch-type', 'runner'],
    isSettledByPlan: true,
  },
  'assign-public-ip': {
    type: 'string',
    schema: (z) => z.optional(z.enum(['enabled', 'disabled'])),
    group: 'Workload:',
    describe: 'whether tasks get a public address, which decides in public subnets',
    choices: ['enabled', 'disabled'],
    suggestFor: ['public-ip', 'assign-public-address', 'public-address'],
    isSettledByPlan: true,
  },
  'with-ecs': {
    ...SWITCH,
    group: 'Workload:',
    describe: 'also the reads of ECS, for --service, --task, --task-definition and --all-services',
  },
  'with-dns': {
    ...SWITCH,
    group: 'Workload:',
    describe: 'also the reads of who answers names: Route 53 zones, Resolver rules, Profiles',
  },
  'with-hubs': {
    ...SWITCH,
    group: 'Workload:',
    describe: 'also the reads of how VPCs are connected: transit gateways, peering',
  },
  watch: {
    ...SWITCH,
    group: 'Workload:',
    describe: 'then follow the service until a task has pulled, as pullpath watch does',
    suggestFor: ['wait', 'follow'],
  },
  'force-new-deployment': {
    ...SWITCH,
    group: 'Workload:',
    describe: 'make ECS replace all tasks of the service (ecs:UpdateService)',
    suggestFor: ['force-deployment', 'redeploy', 'force-new'],
  },
} as const satisfies Readonly<Record<string, Flag>>;
