import type { StepResult } from '../../src/apply/event.ts';
import { Plan } from '../../src/plan/plan.ts';
import { CLOSED, id, VPC } from './fixtures.ts';

const service = (suffix: string) => `com.amazonaws.us-east-1.${suffix}`;
const tags = {
  Name: 'pullpath-default',
  'pullpath:managed-by': 'pullpath',
  'pullpath:stack': 'default',
  'pullpath:run': 'r1',
};
const rule = (protocol: 'tcp' | 'udp', port: number, cidr: string) => ({
  protocol,
  fromPort: port,
  toPort: port,
  cidr,
  description: 'pullpath: image pulls',
});
const rules = [
  ...['10.0.1.0/24', '10.0.2.0/24'].flatMap((cidr) => [
    rule('tcp', 443, cidr),
    rule('tcp', 80, cidr),
    rule('udp', 53, cidr),
  ]),
  rule('tcp', 443, '10.0.3.0/24'),
];

const interfaceEndpoint = (suffix: string, because: string) => ({
  id: `endpoint:${suffix}`,
  kind: 'create-interface-endpoint' as const,
  action: 'create' as const,
  subject: { type: 'vpc-endpoint' as const, id: service(suffix) },
  after: {
    vpcId: VPC,
    service: service(suffix),
    subnetIds: [id('subnet', 1), id('subnet', 2)],
    groupIds: [{ ref: 'security-group' }],
    privateDns: true,
    tags,
  },
  because,
  needs: ['security-group', 'ingress'],
});

const preview = (subnetId: string, hop: string) => ({
  subnetId,
  hop,
  before: 'closed' as const,
  after: 'open' as const,
  findings: [],
});

/** The plan for the guide's network. */
export const PLAN = Plan.parse({
  purpose: 'apply',
  account: '123456789012',
  region: 'us-east-1',
  vpcId: VPC,
  stack: 'default',
  run: 'r1',
  choices: {
    vpcId: VPC,
    stack: 'default',
    subnetIds: null,
    routeTableIds: null,
    platformVersion: '1.4.0',
    with: [],
    ingress: 'guide',
    admit: 'vpc',
    privateDns: true,
    zones: null,
    modifyExisting: [],
    taskSecurityGroupIds: [],
  },
  targetSubnetIds: [id('subnet', 1), id('subnet', 2)],
  steps: [
    {
      id: 'security-group',
      kind: 'create-security-group',
      action: 'create',
      subject: { type: 'security-group', id: 'pullpath-default' },
      after: { vpcId: VPC, name: 'pullpath-default', description: 'pullpath: lets tasks in', tags },
      because: 'the interface endpoints need a group that admits the tasks',
      needs: [],
    },
    {
      id: 'ingress',
      kind: 'authorize-ingress',
      action: 'create',
      subject: { type: 'security-group', id: 'pullpath-default' },
      groupId: { ref: 'security-group' },
      rules,
      tags,
      before: { rules: [] },
      after: { rules: rules.map(({ protocol, fromPort, cidr }) => `${protocol} ${fromPort} from ${cidr}`) },
      because: 'the tasks connect to the endpoints on TCP 443',
      needs: ['security-group'],
    },
    interfaceEndpoint('ecr.api', 'the task asks ECR for a registry token'),
    interfaceEndpoint('ecr.dkr', 'the task reads the image manifest from the registry'),
    {
      id: 'endpoint:s3',
      kind: 'create-gateway-endpoint',
      action: 'create',
      subject: { type: 'vpc-endpoint', id: service('s3') },
      after: { vpcId: VPC, service: service('s3'), routeTableIds: [id('rtb', 1), id('rtb', 2)], tags },
      because: 'ECR keeps the image layers in S3',
      needs: [],
    },
  ],
  blocked: [],
  notes: [],
  summary: { create: 5, update: 0, delete: 0 },
  cost: {
    monthlyUsd: 29.2,
    pricesAsOf: '2026-10-06',
    items: [
      { step: 'endpoint:ecr.api', what: service('ecr.api'), zones: 2, monthlyUsd: 14.6 },
      { step: 'endpoint:ecr.dkr', what: service('ecr.dkr'), zones: 2, monthlyUsd: 14.6 },
    ],
    existingNatGateway: null,
    natGatewayMonthlyUsd: 36.5,
    natGatewayPerGbUsd: 0.045,
    breakEvenGb: 0,
  },
  sideEffects: [
    {
      kind: 'dns-flips',
      message: `1 other subnet of ${VPC} will resolve ecr.api, ecr.dkr to the endpoints too, and the security group lets them in.`,
      subnetIds: [id('subnet', 3)],
      steps: ['endpoint:ecr.api', 'endpoint:ecr.dkr'],
    },
    {
      kind: 's3-connections-drop',
      message: `Open S3 connections from the 1 subnet on ${id('rtb', 1)} drop once, when the route appears.`,
      subnetIds: [id('subnet', 1)],
      steps: ['endpoint:s3'],
    },
  ],
  findings: CLOSED.findings,
  preview: {
    before: 'closed',
    after: 'open',
    opens: [id('subnet', 1), id('subnet', 2)].flatMap((subnetId) =>
      ['ecr.api', 'ecr.dkr', 's3'].map((hop) => preview(subnetId, hop)),
    ),
    staysClosed: [],
    findings: [],
  },
  preconditions: {},
} satisfies Plan);

const state = (groupIds: string[], privateDns: boolean) => ({
  subnetIds: [id('subnet', 1)],
  groupIds,
  routeTableIds: [],
  privateDns,
});

/** A plan in which somebody else's things are changed, one change is refused and one hop stays closed. */
export const CHANGES = Plan.parse({
  ...PLAN,
  steps: [
    {
      id: 'vpc:dns-hostnames',
      kind: 'modify-vpc-attribute',
      action: 'update',
      subject: { type: 'vpc', id: VPC },
      vpcId: VPC,
      attribute: 'enableDnsHostnames',
      undo: {},
      before: { value: false },
      after: { value: true },
      because: 'private DNS needs both DNS attributes of the VPC',
      needs: [],
    },
    ...PLAN.steps.slice(0, 1),
    {
      id: `modify:${id('vpce', 9)}`,
      kind: 'modify-endpoint',
      action: 'update',
      subject: { type: 'vpc-endpoint', id: id('vpce', 9) },
      endpointId: id('vpce', 9),
      vpcId: VPC,
      change: {
        addSubnetIds: [],
        addGroupIds: [{ ref: 'security-group' }],
        removeGroupIds: [],
        addRouteTableIds: [],
        privateDns: true,
      },
      undo: {},
      before: state([id('sg', 1)], false),
      after: state([id('sg', 1), '(security-group)'], true),
      because: 'its own groups shut the tasks out',
      needs: ['security-group'],
    },
    {
      id: `tags:${id('vpce', 8)}`,
      kind: 'tag',
      action: 'update',
      subject: { type: 'vpc-endpoint', id: id('vpce', 8) },
      resourceId: id('vpce', 8),
      before: { Name: 'mine' },
      after: { Name: 'mine', 'pullpath:stack': 'default' },
      because: 'they were removed, and rollback goes by tags',
      needs: [],
    },
  ],
  summary: { create: 1, update: 3, delete: 0 },
  cost: { ...PLAN.cost, monthlyUsd: 0, items: [], breakEvenGb: 0 },
  sideEffects: [],
  notes: ['No ecr.api interface in zone us-east-1c: it is not offered there. Its tasks are served across zones.'],
  blocked: [
    {
      code: 'NeedsModifyExisting',
      message: `${id('vpce', 7)} has to be changed, which pullpath did not make.`,
      remedy: 'Run again with --modify-existing to allow it; rollback puts it back.',
      step: {
        id: `modify:${id('vpce', 7)}`,
        kind: 'modify-endpoint',
        action: 'update',
        subject: { type: 'vpc-endpoint', id: id('vpce', 7) },
        endpointId: id('vpce', 7),
        vpcId: VPC,
        change: { addSubnetIds: [], addGroupIds: [], removeGroupIds: [], addRouteTableIds: [], privateDns: true },
        undo: {},
        before: state([id('sg', 1)], false),
        after: state([id('sg', 1)], true),
        because: 'its private DNS is off',
        needs: [],
      },
    },
  ],
  preview: {
    before: 'closed',
    after: 'closed',
    opens: [],
    staysClosed: [
      { subnetId: id('subnet', 1), hop: 's3', before: 'closed', after: 'closed', findings: ['PP301'] },
      { subnetId: id('subnet', 2), hop: 's3', before: 'closed', after: 'closed', findings: ['PP301'] },
    ],
    findings: CLOSED.findings,
  },
});

export const ROLLBACK = Plan.parse({
  ...PLAN,
  purpose: 'rollback',
  choices: null,
  targetSubnetIds: [],
  steps: [
    {
      id: 'delete:endpoints',
      kind: 'delete-endpoints',
      action: 'delete',
      subject: { type: 'vpc', id: VPC },
      before: {
        endpoints: ['ecr.api', 'ecr.dkr', 's3'].map((suffix, i) => ({
          id: id('vpce', i + 1),
          service: service(suffix),
          type: suffix === 's3' ? 'Gateway' : 'Interface',
          networkInterfaceIds: [],
        })),
      },
      because: 'pullpath created them',
      needs: [],
    },
    {
      id: `delete:${id('sg', 9)}`,
      kind: 'delete-security-group',
      action: 'delete',
      subject: { type: 'security-group', id: id('sg', 9) },
      groupId: id('sg', 9),
      before: { vpcId: VPC, name: 'pullpath-default', description: 'pullpath: lets tasks in', tags },
      because: 'pullpath created it; AWS lets it go once no interface uses it',
      needs: ['delete:endpoints'],
    },
  ],
  summary: { create: 0, update: 0, delete: 2 },
  cost: { ...PLAN.cost, monthlyUsd: 0, items: [] },
  sideEffects: [],
  findings: [],
  preview: null,
});

export const NOTHING = Plan.parse({
  ...PLAN,
  steps: [],
  summary: { create: 0, update: 0, delete: 0 },
  cost: { ...PLAN.cost, monthlyUsd: 0, items: [] },
  sideEffects: [],
  preview: { before: 'open', after: 'open', opens: [], staysClosed: [], findings: [] },
});

/** Every step of the plan done. */
export const RESULTS: readonly StepResult[] = PLAN.steps.map((step, i) => ({
  step: step.id,
  status: 'done',
  resourceId: id(i < 2 ? 'sg' : 'vpce', i < 2 ? 9 : i),
}));
