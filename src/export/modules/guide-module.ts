import { aws, placeholder } from '../../remedy/command.ts';
import { type ExportModel, type GatewayPart, type InterfacePart, type Limit, type Part, writePart } from '../model.ts';
import { argument, block, type HclItem, type HclValue } from '../terraform/hcl.ts';
import { type TerraformNames, terraformNames, variableOf } from '../terraform/names.ts';
import { idExpression, TERRAFORM_PARTS, type TerraformPart } from '../terraform/resources.ts';
import { configuration } from '../terraform/terraform.ts';
import { type ChosenByTag, listed, type ModuleCall } from './module-call.ts';

const SOURCE = 'tinfoilcipher/ecr-private-subnet-endpoints/aws';
const VERSION = '0.0.1';

/** What `configure_additional_endpoints` adds, all or none. */
const ADDITIONAL = ['ecs-telemetry', 'ssm', 'logs'];
/** Which ports it opens for every subnet. */
const PORTS: readonly (readonly [protocol: string, port: number])[] = [
  ['tcp', 443],
  ['tcp', 80],
  ['udp', 53],
];

/** The call of the guide's own module. It has no outputs, so that nothing beside it can name what it makes. */
export function guideModule(model: ExportModel, chosen: ChosenByTag): ModuleCall {
  const names = terraformNames(model, ({ kind }, name) => idExpression(kind, name));
  const made = model.parts.filter((part) => part.kind === 'interface-endpoint' || part.kind === 'gateway-endpoint');
  const covered = made.filter(isCovered);
  const gateway = covered.find((part) => part.kind === 'gateway-endpoint');
  const beside = model.parts.filter(
    (part) => !covered.includes(part as InterfacePart) && part.kind !== 'security-group',
  );
  const written = beside.map((part) => partBeside(part, model, names));
  const call = gateway === undefined ? [] : callItems(model, names, covered, gateway, chosen);
  // Whom the plan's group lets in is another matter here, and among the differences.
  const remarks = model.remarks.filter(({ kind }) => kind !== 'dns-flips');
  const { text, limits, resources } = configuration({ ...model, remarks }, names, {
    written,
    calls: call,
    provider: '>= 5.0',
    notes: differences(model, covered),
  });
  const address = `module.${names.name(['ecr', 'endpoints'])}`;
  return {
    exported: {
      text,
      limits,
      importList: null,
      resources: [...(call.length === 0 ? [] : [{ address, id: null }]), ...resources],
    },
    refusals: refusalsOf(model, covered),
  };
}

type EndpointPart = InterfacePart | GatewayPart;

function isCovered({ kind, suffix }: EndpointPart): boolean {
  if (kind === 'gateway-endpoint') return suffix === 's3';
  return ['ecr.dkr', 'ecr.api', ...ADDITIONAL].includes(suffix);
}

/** What stands beside the module: as resources, where these need nothing of the module's. */
function partBeside(part: Part, model: ExportModel, names: TerraformNames): TerraformPart {
  if (part.kind === 'interface-endpoint' || part.kind === 'gateway-endpoint') {
    const message = `The module has no endpoint for ${part.suffix}, and nothing else could use its security group.`;
    return { resources: [], limits: [{ message, remedy: 'Use --module vpc-endpoints, or no module.' }] };
  }
  if (part.kind === 'endpoint-extension' && part.groups.some((target) => 'made' in target)) {
    const [id = ''] = model.inputs.find(({ key }) => key === part.endpoint)?.ids ?? [];
    const message = `${id} (${part.suffix}) is to get the new security group, which the module does not let anybody name.`;
    const flags = { 'vpc-endpoint-id': id, 'add-security-group-ids': [GROUP], region: model.region };
    return { resources: [], limits: [{ message, remedy: [aws('ec2 modify-vpc-endpoint', flags)] }] };
  }
  return writePart(TERRAFORM_PARTS, part, { model, names });
}

const GROUP = placeholder("<id of the module's security group>");

function callItems(
  { targets }: ExportModel,
  names: TerraformNames,
  covered: readonly EndpointPart[],
  gateway: GatewayPart,
  chosen: ChosenByTag,
): HclItem[] {
  const has = (suffix: string) => covered.some((part) => part.suffix === suffix);
  const interfaces = covered.filter((part) => part.kind === 'interface-endpoint');
  const subnets = interfaces[0];
  const byTag = (what: string, tags: ChosenByTag['subnetTag'], ids: HclItem): HclItem[] => {
    const [only, ...others] = tags;
    // The module's filter takes one tag, in which a star stands for anything.
    if (only === undefined || others.length > 0 || /[*?\\]/.test(only.value)) return [ids];
    return [argument(`${what}_tag_key`, only.key), argument(`${what}_tag_value`, only.value)];
  };

  const ids: HclValue =
    subnets === undefined || subnets.kind !== 'interface-endpoint'
      ? targets.map(({ id }) => id)
      : variableOf(names, subnets.subnets);
  return [
    null,
    block(`module "${names.name(['ecr', 'endpoints'])}"`, [
      argument('source', SOURCE),
      argument('version', VERSION),
      null,
      argument('vpc_id', names.vpc),
      ...byTag('private_subnet', chosen.subnetTag, argument('private_subnet_ids', ids)),
      ...byTag(
        'private_route_table',
        chosen.routeTableTag,
        argument('private_route_table_ids', variableOf(names, gateway.tables)),
      ),
      argument('fargate_version', has('ecr.api') ? '1.4' : '1.3'),
      argument('configure_additional_endpoints', ADDITIONAL.some(has)),
    ]),
  ];
}

/** Where the module would fail, or do what was asked not to be done. */
function refusalsOf(model: ExportModel, covered: readonly EndpointPart[]): string[] {
  if (model.origin === 'stack')
    return [
      'It cannot take over what exists: name and description of its security group are its own, so that Terraform would make another group and ask for the same endpoints again.',
    ];
  if (model.parts.length === 0) return [];
  const find = (suffix: string) => covered.find((part) => part.suffix === suffix);
  const interfaces = covered.filter((part) => part.kind === 'interface-endpoint');
  const otherNames = covered.filter(({ service, suffix }) => service !== `com.amazonaws.${model.region}.${suffix}`);
  return [
    ...(find('ecr.dkr') === undefined
      ? [
          'It always creates an endpoint for ecr.dkr, and the plan does not: another one serves it, whose names AWS gives to no second one.',
        ]
      : []),
    ...(find('s3') === undefined
      ? ['It always creates an S3 gateway endpoint, and the plan does not: the route tables have theirs.']
      : []),
    ...(otherNames.length === 0
      ? []
      : [
          `It writes service names as com.amazonaws.${model.region}.…, and here they are ${listed(otherNames.map(({ service }) => service))}.`,
        ]),
    ...(interfaces.some(({ privateDns }) => !privateDns)
      ? ['It always switches private DNS on, and the plan leaves it off.']
      : []),
    ...placementRefusals(model, interfaces),
  ];
}

/** It puts an interface of every endpoint into every subnet that it is given; AWS takes one a zone. */
function placementRefusals({ targets, inputs, zones }: ExportModel, interfaces: readonly InterfacePart[]): string[] {
  const byZone = new Map<string, string[]>();
  for (const { id, zone } of targets) byZone.set(zone ?? id, [...(byZone.get(zone ?? id) ?? []), id]);
  const crowded = [...byZone].filter(([, ids]) => ids.length > 1);
  if (crowded.length > 0)
    return crowded.map(
      ([zone, ids]) =>
        `It puts an interface of every endpoint into each target subnet, and ${listed(ids)} are in one zone (${zone}): AWS takes one subnet a zone.`,
    );
  const wanted = targets.map(({ id }) => id);
  return interfaces.flatMap(({ subnets, suffix }) => {
    const ids = inputs.find(({ key }) => key === subnets)?.ids ?? [];
    const strange = ids.filter((id) => !wanted.includes(id));
    const missing = wanted.filter((id) => !ids.includes(id));
    if (strange.length > 0)
      return [`The interfaces of ${suffix} belong into ${listed(strange)}, which would be admitted as targets too.`];
    // With fewer zones on purpose it merely costs more.
    if (missing.length === 0 || zones !== null) return [];
    return [`No interface of ${suffix} can be in ${listed(missing)}, and it would try.`];
  });
}

/** What it does otherwise than the plan. */
function differences(model: ExportModel, covered: readonly EndpointPart[]): Limit[] {
  const extras = covered.filter(({ suffix }) => ADDITIONAL.includes(suffix)).map(({ suffix }) => suffix);
  const unasked = extras.length === 0 ? [] : ADDITIONAL.filter((suffix) => !extras.includes(suffix));
  const groups = model.parts.filter((part) => part.kind === 'security-group');
  const rules = groups.flatMap(({ ingress }) => ingress);
  const cidrs = new Set(model.targets.map(({ cidr }) => cidr));
  const others = rules
    .filter(({ peer, fromPort }) => fromPort === 443 && !cidrs.has(peer.value))
    .map(({ peer }) => peer.value);
  const opened = PORTS.filter(
    ([protocol, port]) => !rules.some((rule) => rule.protocol === protocol && rule.fromPort === port),
  );
  const interfaces = covered.filter((part) => part.kind === 'interface-endpoint');
  const fewer = interfaces.some(
    ({ subnets }) => (model.inputs.find(({ key }) => key === subnets)?.ids ?? []).length < model.targets.length,
  );
  const usesOther = interfaces.some((part) => part.groups.some((target) => 'input' in target));
  const say = (message: string, remedy: Limit['remedy'] = ''): Limit => ({ message, remedy });
  return [
    ...(others.length === 0
      ? []
      : [
          say(
            `The module admits the target subnets only. The names lead to the endpoints from ${listed(others)} too, where pulls would fail until its security group admits TCP 443 from there:`,
            others.map((cidr) =>
              aws('ec2 authorize-security-group-ingress', {
                'group-id': GROUP,
                protocol: 'tcp',
                port: '443',
                cidr,
                region: model.region,
              }),
            ),
          ),
        ]),
    ...(opened.length === 0 || groups.length === 0
      ? []
      : [
          say(
            `The module also admits ${listed(opened.map(([protocol, port]) => `${protocol.toUpperCase()} ${port}`))} from every target subnet, which no pull needs.`,
          ),
        ]),
    ...(unasked.length === 0
      ? []
      : [
          say(
            `The module's additional endpoints come all or none: it also creates ${listed(unasked)}, which cost as much each, and fails where the VPC has one of them already.`,
          ),
        ]),
    ...(fewer
      ? [
          say(
            'The module has an interface of every endpoint in each target subnet: more zones, and more cost, than the plan.',
          ),
        ]
      : []),
    ...(usesOther
      ? [say('The module makes a security group of its own, beside the one that the plan would use.')]
      : []),
  ];
}
