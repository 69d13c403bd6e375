import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import type { Tags } from '../../discover/entities/tags.ts';
import { aws } from '../../remedy/command.ts';
import { DECLARATIVE_LIMITS } from '../limits.ts';
import type {
  ExportModel,
  ExtensionPart,
  GatewayPart,
  GroupPart,
  InterfacePart,
  Limit,
  PartTable,
  RulesPart,
  Target,
} from '../model.ts';
import { distinct, pascalCase } from '../names.ts';
import { isEgressAsMade, ruleWords } from '../rules.ts';
import { Intrinsic, type YamlObject, type YamlValue } from './yaml.ts';

/** One resource of the template, with the id of what stands. */
export interface TemplateResource {
  readonly logicalId: string;
  readonly type: string;
  readonly id: string | null;
  readonly comment: string;
  readonly properties: YamlObject;
}

export interface TemplatePart {
  readonly resources: readonly TemplateResource[];
  readonly limits: readonly Limit[];
}

const limited =
  <P>(limitOf: (part: P, model: ExportModel) => Limit) =>
  (part: P, model: ExportModel): TemplatePart => ({ resources: [], limits: [limitOf(part, model)] });

/** What CloudFormation says of each kind of part. */
export const TEMPLATE_PARTS: PartTable<ExportModel, TemplatePart> = {
  'security-group': (part, model) => group(part, model),
  'ingress-rules': (part, model) => ({ resources: rules(part, model), limits: [] }),
  'interface-endpoint': (part, model) => interfaceEndpoint(part, model),
  'gateway-endpoint': (part, model) => gatewayEndpoint(part, model),
  'endpoint-extension': limited(extension),
  'vpc-attribute': limited(DECLARATIVE_LIMITS['vpc-attribute']),
  revocation: limited(DECLARATIVE_LIMITS.revocation),
  'endpoint-deletion': limited(DECLARATIVE_LIMITS['endpoint-deletion']),
  'endpoint-wait': limited(DECLARATIVE_LIMITS['endpoint-wait']),
  'forced-deployment': limited(DECLARATIVE_LIMITS['forced-deployment']),
};

/** The name of a parameter. */
export function parameterOf(model: ExportModel, key: string): string {
  return pascalCase(model.inputs.find((input) => input.key === key)?.name ?? [key]);
}

function vpcOf(model: ExportModel): Intrinsic {
  const vpc = model.inputs.find(({ kind }) => kind === 'vpc');
  return new Intrinsic('!Ref', parameterOf(model, vpc?.key ?? 'vpc'));
}

function groupLogicalId({ name }: GroupPart): string {
  return pascalCase([...name, 'security', 'group']);
}

function idOf(model: ExportModel, target: Target): Intrinsic {
  if ('input' in target) return new Intrinsic('!Ref', parameterOf(model, target.input));
  const made = model.parts.find(({ key }) => key === target.made);
  return new Intrinsic('!GetAtt', made?.kind === 'security-group' ? `${groupLogicalId(made)}.GroupId` : '');
}

function group(part: GroupPart, model: ExportModel): TemplatePart {
  const logicalId = groupLogicalId(part);
  const own = (rule: SecurityGroupRule) => rule.peer.kind === 'group' && rule.peer.value === part.id;
  // A group cannot name itself in its own rules: those are resources beside it.
  const inside = (list: readonly SecurityGroupRule[]) => list.filter((rule) => !own(rule));
  const left = [...part.ingress, ...(part.egress ?? [])].filter(own);
  const tags = tagsOf(part.tags, logicalId);
  return {
    resources: [
      {
        logicalId,
        type: 'AWS::EC2::SecurityGroup',
        id: part.id,
        comment: part.because,
        properties: {
          GroupName: part.groupName,
          GroupDescription: part.description,
          VpcId: vpcOf(model),
          SecurityGroupIngress: inside(part.ingress).map((rule) => ruleProperties(rule, 'Source')),
          // Left out, AWS gives a new group the rule that lets everything out.
          ...(part.egress === null || isEgressAsMade(part.egress)
            ? {}
            : { SecurityGroupEgress: inside(part.egress).map((rule) => ruleProperties(rule, 'Destination')) }),
          ...tags.properties,
        },
      },
    ],
    limits: [
      ...tags.limits,
      ...[...part.ingress, ...(part.egress ?? [])]
        .filter(({ description }) => description !== null && isReference(description))
        .map(({ peer }) => leftOut(`The description of the rule for ${peer.value}`)),
      ...(left.length === 0
        ? []
        : [
            {
              message: `${part.groupName} names itself in a rule, which a group's own resource cannot; the rule is left out.`,
              remedy: '',
            },
          ]),
    ],
  };
}

const PEERS = {
  ipv4: () => 'CidrIp',
  ipv6: () => 'CidrIpv6',
  'prefix-list': (side: string) => `${side}PrefixListId`,
  group: (side: string) => `${side}SecurityGroupId`,
} as const;

function ruleProperties(rule: SecurityGroupRule, side: 'Source' | 'Destination'): YamlObject {
  return {
    ...(rule.description === null || isReference(rule.description) ? {} : { Description: rule.description }),
    IpProtocol: rule.protocol === 'all' ? '-1' : rule.protocol,
    ...(rule.fromPort === null ? {} : { FromPort: rule.fromPort }),
    ...(rule.toPort === null ? {} : { ToPort: rule.toPort }),
    [PEERS[rule.peer.kind](side)]: rule.peer.value,
  };
}

function rules(part: RulesPart, model: ExportModel): TemplateResource[] {
  const names = distinct(part.rules.map(ruleWords));
  return part.rules.map((rule, i) => ({
    logicalId: pascalCase(['ingress', ...(names[i] ?? [])]),
    type: 'AWS::EC2::SecurityGroupIngress',
    id: null,
    comment: part.because,
    properties: { GroupId: idOf(model, part.group), ...ruleProperties(rule, 'Source') },
  }));
}

function endpoint(part: InterfacePart | GatewayPart, model: ExportModel, own: YamlObject): TemplatePart {
  const logicalId = pascalCase([...part.name, 'endpoint']);
  const tags = tagsOf(part.tags, logicalId);
  return {
    resources: [
      {
        logicalId,
        type: 'AWS::EC2::VPCEndpoint',
        id: part.id,
        comment: part.because,
        properties: {
          VpcEndpointType: part.kind === 'interface-endpoint' ? 'Interface' : 'Gateway',
          ServiceName: part.service,
          VpcId: vpcOf(model),
          ...own,
          ...(part.policy === null || isReference(part.policy) ? {} : { PolicyDocument: policyOf(part.policy) }),
          ...tags.properties,
        },
      },
    ],
    limits: [
      ...tags.limits,
      ...(part.policy !== null && isReference(part.policy) ? [leftOut(`The policy of ${logicalId}`)] : []),
    ],
  };
}

function interfaceEndpoint(part: InterfacePart, model: ExportModel): TemplatePart {
  return endpoint(part, model, {
    PrivateDnsEnabled: part.privateDns,
    ...(part.ipAddressType === null ? {} : { IpAddressType: part.ipAddressType }),
    SubnetIds: new Intrinsic('!Ref', parameterOf(model, part.subnets)),
    SecurityGroupIds: part.groups.map((target) => idOf(model, target)),
  });
}

function gatewayEndpoint(part: GatewayPart, model: ExportModel): TemplatePart {
  return endpoint(part, model, { RouteTableIds: new Intrinsic('!Ref', parameterOf(model, part.tables)) });
}

/** A policy is JSON, or AWS would not have taken it. */
function policyOf(document: string): YamlValue {
  try {
    return JSON.parse(document) as YamlValue;
  } catch (error) {
    if (error instanceof SyntaxError) return document;
    throw error;
  }
}

/** CloudFormation resolves `{{resolve:…}}` wherever it stands, and nothing keeps it from that. */
function isReference(text: string): boolean {
  return text.includes('{{resolve:');
}

function leftOut(what: string): Limit {
  return { message: `${what} is left out: CloudFormation would resolve the reference in it.`, remedy: '' };
}

function tagsOf(tags: Tags, logicalId: string): { readonly properties: YamlObject; readonly limits: readonly Limit[] } {
  const all = Object.entries(tags);
  const kept = all.filter(([key, value]) => !isReference(key) && !isReference(value));
  const list = kept.map(([Key, Value]) => ({ Key, Value }));
  return {
    properties: list.length === 0 ? {} : { Tags: list },
    limits: all.filter((entry) => !kept.includes(entry)).map(([key]) => leftOut(`The tag ${key} of ${logicalId}`)),
  };
}

/** CloudFormation has no resource for one association of an endpoint. */
function extension(part: ExtensionPart, model: ExportModel): Limit {
  const idsOf = (key: string | null) => model.inputs.find((input) => input.key === key)?.ids ?? [];
  const [id = ''] = idsOf(part.endpoint);
  const groups = part.groups.map((target) => {
    if ('input' in target) return idsOf(target.input)[0] ?? '';
    const made = model.parts.find(({ key }) => key === target.made);
    return made?.kind === 'security-group' ? (made.id ?? { blank: `<id of ${groupLogicalId(made)}>` }) : '';
  });
  const flags = {
    'vpc-endpoint-id': id,
    ...(groups.length === 0 ? {} : { 'add-security-group-ids': groups }),
    ...(part.subnets === null ? {} : { 'add-subnet-ids': idsOf(part.subnets) }),
    ...(part.tables === null ? {} : { 'add-route-table-ids': idsOf(part.tables) }),
    ...(part.privateDns ? { 'private-dns-enabled': true as const } : {}),
    region: model.region,
  };
  const what = `CloudFormation cannot declare a change of an endpoint that it does not hold: ${id} (${part.suffix})`;
  if (part.stands) return { message: `${what} keeps what the stack put on it.`, remedy: '' };
  return { message: `${what} is to be changed by hand.`, remedy: [aws('ec2 modify-vpc-endpoint', flags)] };
}
