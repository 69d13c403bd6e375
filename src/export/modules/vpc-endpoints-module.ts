import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import { type ExportModel, type GroupPart, type Part, writePart } from '../model.ts';
import { distinct, snakeCase } from '../names.ts';
import { ruleWords } from '../rules.ts';
import { moduleRule, protocolOf } from '../terraform/group-rules.ts';
import { argument, block, type HclItem, type HclObject } from '../terraform/hcl.ts';
import { type TerraformNames, terraformNames, variableOf } from '../terraform/names.ts';
import { policyValue } from '../terraform/policy.ts';
import { idExpression, TERRAFORM_PARTS, type TerraformPart, type TerraformResource } from '../terraform/resources.ts';
import { configuration } from '../terraform/terraform.ts';
import type { ChosenByTag, ModuleCall } from './module-call.ts';

const SOURCE = 'terraform-aws-modules/vpc/aws//modules/vpc-endpoints';
const VERSION = '~> 6.6';
/** What that version of the module asks for. */
const PROVIDER = '>= 6.28';

const MODULE = ['vpc', 'endpoints'];

/** A call of terraform-aws-modules' vpc-endpoints; what it cannot say stands beside it as resources. */
export function vpcEndpointsModule(model: ExportModel, _: ChosenByTag): ModuleCall {
  const names = terraformNames(model, (part, name) =>
    part.kind === 'security-group' ? `module.${names.name(MODULE)}.security_group_id` : idExpression(part.kind, name),
  );
  const inside = model.parts.filter((part) => isInside(part));
  const beside = model.parts.filter((part) => !inside.includes(part));
  const written: TerraformPart[] = [
    { resources: inside.flatMap((part) => imported(part, names)), limits: [] },
    ...beside.map((part) => writePart(TERRAFORM_PARTS, part, { model, names })),
  ];
  const calls = inside.length === 0 ? [] : callItems(model, names, inside);
  const exported = configuration(model, names, { written, calls, provider: PROVIDER, notes: [] });
  return { exported, refusals: [] };
}

function isInside({ kind }: Part): boolean {
  return kind === 'security-group' || kind === 'interface-endpoint' || kind === 'gateway-endpoint';
}

function callItems(model: ExportModel, names: TerraformNames, inside: readonly Part[]): HclItem[] {
  const group = inside.find((part) => part.kind === 'security-group');
  const endpoints = Object.fromEntries(inside.flatMap((part) => endpointEntry(part, model, names)));
  return [
    null,
    block(`module "${names.name(MODULE)}"`, [
      argument('source', SOURCE),
      argument('version', VERSION),
      null,
      argument('vpc_id', names.vpc),
      ...(group === undefined ? [] : groupItems(group)),
      null,
      argument('endpoints', endpoints),
    ]),
  ];
}

function groupItems(part: GroupPart): HclItem[] {
  const { Name: _, ...tags } = part.tags;
  return [
    null,
    argument('create_security_group', true),
    argument('security_group_name', part.groupName),
    argument('security_group_description', part.description),
    argument(
      'security_group_rules',
      Object.fromEntries(rulesOf(part).map(({ key, type, rule }) => [key, moduleRule(type, rule, part.id)])),
    ),
    ...(Object.keys(tags).length === 0 ? [] : [argument('security_group_tags', tags)]),
  ];
}

interface KeyedRule {
  readonly key: string;
  readonly type: 'ingress' | 'egress';
  readonly rule: SecurityGroupRule;
}

/** The provider takes away what AWS gives to a new group, so that it is written out. */
const ANYWHERE: SecurityGroupRule = {
  protocol: 'all',
  fromPort: null,
  toPort: null,
  description: null,
  peer: { kind: 'ipv4', value: '0.0.0.0/0' },
};

function rulesOf({ ingress, egress }: GroupPart): KeyedRule[] {
  const all = [
    ...ingress.map((rule) => ({ type: 'ingress' as const, rule })),
    ...(egress ?? [ANYWHERE]).map((rule) => ({ type: 'egress' as const, rule })),
  ];
  const keys = distinct(
    all.map(({ type, rule }) => (type === 'ingress' ? ruleWords(rule) : ['egress', ...ruleWords(rule)])),
  );
  return all.map((each, i) => ({ ...each, key: snakeCase(keys[i] ?? ['rule', String(i)]) }));
}

function keyOf({ name, suffix }: { readonly name: readonly string[]; readonly suffix: string }): string {
  // A second endpoint for a service has a number at the end of its name.
  const number = /^\d+$/.test(name.at(-1) ?? '') && !suffix.endsWith(name.at(-1) ?? '') ? `-${name.at(-1)}` : '';
  return `${suffix}${number}`;
}

function endpointEntry(part: Part, model: ExportModel, names: TerraformNames): [string, HclObject][] {
  if (part.kind !== 'interface-endpoint' && part.kind !== 'gateway-endpoint') return [];
  // `service` is completed to a name as most of AWS has it; China's and others are written out.
  const isUsual = part.service === `com.amazonaws.${model.region}.${part.suffix}`;
  const service = isUsual ? { service: part.suffix } : { service_name: part.service };
  const group = model.parts.find((each) => each.kind === 'security-group');
  const others =
    part.kind === 'interface-endpoint'
      ? part.groups.filter((target) => !('made' in target) || target.made !== group?.key)
      : [];
  const own: HclObject =
    part.kind === 'gateway-endpoint'
      ? { service_type: 'Gateway', route_table_ids: variableOf(names, part.tables) }
      : {
          service_type: 'Interface',
          subnet_ids: variableOf(names, part.subnets),
          ...(others.length === 0 ? {} : { security_group_ids: others.map((target) => names.idOf(target)) }),
          // Left out it would be false [aws-facts: endpoint-modules].
          private_dns_enabled: part.privateDns,
          ...(part.ipAddressType === null ? {} : { ip_address_type: part.ipAddressType }),
        };
  const policy = part.policy === null ? {} : { policy: policyValue(part.policy) };
  return [[keyOf(part), { ...service, ...own, ...policy, tags: part.tags }]];
}

/** What stands, under the addresses that the module gives it. */
function imported(part: Part, names: TerraformNames): TerraformResource[] {
  const inModule = (address: string, id: string | null, importId = id): TerraformResource => ({
    address: `module.${names.name(MODULE)}.${address}`,
    id,
    importId,
    comment: '',
    header: null,
    body: [],
  });
  if (part.kind === 'security-group') {
    const { id } = part;
    const rules =
      id === null
        ? []
        : rulesOf(part).map((each) =>
            inModule(`aws_security_group_rule.this["${each.key}"]`, id, ruleImportId(id, each)),
          );
    return [inModule('aws_security_group.this[0]', id), ...rules];
  }
  if (part.kind !== 'interface-endpoint' && part.kind !== 'gateway-endpoint') return [];
  return [inModule(`aws_vpc_endpoint.this["${keyOf(part)}"]`, part.id)];
}

/** `sg-1_ingress_tcp_443_443_10.0.1.0/24` */
function ruleImportId(groupId: string, { type, rule }: KeyedRule): string {
  const source = rule.peer.kind === 'group' && rule.peer.value === groupId ? 'self' : rule.peer.value;
  return [groupId, type, protocolOf(rule), rule.fromPort ?? 0, rule.toPort ?? 0, source].join('_');
}
