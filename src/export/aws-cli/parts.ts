import type { SecurityGroupRule } from '../../discover/entities/security-group.ts';
import { shellWord } from '../../remedy/shell-syntax.ts';
import type {
  ExportModel,
  ExtensionPart,
  GatewayPart,
  GroupPart,
  InterfacePart,
  Limit,
  PartTable,
  Target,
} from '../model.ts';
import { snakeCase } from '../names.ts';
import { isEgressAsMade } from '../rules.ts';
import type { FunctionName } from './functions.ts';

/** What a part comes to in the script. */
export interface ScriptPart {
  /** The functions that its lines call. */
  readonly calls: readonly FunctionName[];
  readonly lines: readonly string[];
  /** Expressions of the shell for endpoints: they become available side by side, so that one wait is for all. */
  readonly awaited: readonly string[];
  /** What comes after that wait. */
  readonly afterwards: readonly string[];
  readonly last: readonly string[];
  readonly limits: readonly Limit[];
  /** The variable that holds the id of what it makes; null where it makes nothing. */
  readonly variable: string | null;
}

const NOTHING: ScriptPart = { calls: [], lines: [], awaited: [], afterwards: [], last: [], limits: [], variable: null };

/** What the script does for each kind of part. */
export const SCRIPT_PARTS: PartTable<ExportModel, ScriptPart> = {
  'security-group': (part) => group(part),
  'ingress-rules': (part, model) => {
    const group = idOf(model, part.group);
    const lines = [`read_rules ${group}`, ...part.rules.map((rule) => ensureRule(rule)), `admit ${group}`];
    return { ...NOTHING, calls: ['read_rules', 'ensure_rule', 'admit'], lines };
  },
  'interface-endpoint': (part, model) => interfaceEndpoint(part, model),
  'gateway-endpoint': (part, model) => gatewayEndpoint(part, model),
  'endpoint-extension': (part, model) => extension(part, model),
  'vpc-attribute': ({ attribute }) => {
    const field = attribute.charAt(0).toUpperCase() + attribute.slice(1);
    const option = attribute === 'enableDnsSupport' ? '--enable-dns-support' : '--enable-dns-hostnames';
    return {
      ...NOTHING,
      calls: ['ensure_vpc_attribute'],
      lines: [`ensure_vpc_attribute ${attribute} ${field} ${option}`],
    };
  },
  revocation: (part, model) => {
    const group = idOf(model, part.group);
    const removed = part.rules.map((rule) => `remove_rule ${group} ${ruleKey(rule)} ${permission(rule)}`);
    return { ...NOTHING, calls: ['read_rules', 'remove_rule'], lines: [`read_rules ${group}`, ...removed] };
  },
  'endpoint-deletion': ({ endpointIds }) => ({
    ...NOTHING,
    calls: ['delete_endpoints'],
    lines: [`delete_endpoints ${word(endpointIds.join(' '))}`],
  }),
  'endpoint-wait': ({ endpointId }) => ({ ...NOTHING, calls: ['wait_for_endpoints'], awaited: [word(endpointId)] }),
  'forced-deployment': ({ cluster, service }) => {
    const update = `aws --region "$region" ecs update-service --cluster ${word(cluster)} --service ${word(service)} --force-new-deployment`;
    const last = [
      '# Once, and only where this run has changed something.',
      'if [ "$changed" = yes ]; then',
      `  ${update} --query service.serviceArn --output text`,
      'else',
      `  say ${word(`No deployment of ${service} is forced, since nothing was changed`)}`,
      'fi',
    ];
    return { ...NOTHING, calls: ['say'], last };
  },
};

/** The name of the variable with an input. */
export function variableOf(model: ExportModel, key: string): string {
  return snakeCase(model.inputs.find((input) => input.key === key)?.name ?? [key]);
}

function word(text: string): string {
  return shellWord(text, 'posix');
}

function json(value: unknown): string {
  return word(JSON.stringify(value));
}

function idOf(model: ExportModel, target: Target): string {
  if ('input' in target) return `"$${variableOf(model, target.input)}"`;
  const part = model.parts.find(({ key }) => key === target.made);
  return `"$${part === undefined ? 'group_id' : ownVariable(part)}"`;
}

function ownVariable({ name, kind }: { readonly name: readonly string[]; readonly kind: string }): string {
  return snakeCase([...name, ...(kind === 'security-group' ? ['group', 'id'] : ['id'])]);
}

/** Tags come with the call that creates, so that a second run finds what a first one that died has made. */
function tagSpecification(type: string, tags: Readonly<Record<string, string>>): string {
  const Tags = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return json([{ ResourceType: type, Tags }]);
}

/** The value of a filter: a star or a question mark would stand for anything. */
function nameFilter(tags: Readonly<Record<string, string>>): string {
  return json((tags.Name ?? '').replace(/[\\*?]/g, '\\$&'));
}

function group(part: GroupPart): ScriptPart {
  const variable = ownVariable(part);
  const own = `"$${variable}"`;
  const { groupName, description, tags, ingress, id, egress } = part;
  return {
    ...NOTHING,
    calls: ['ensure_group', 'ensure_rule', 'admit'],
    variable,
    lines: [
      `ensure_group ${word(groupName)} ${nameFilter(tags)} ${word(description)} ${tagSpecification('security-group', tags)}`,
      `${variable}=$group_id`,
      ...ingress.map((rule) => ensureRule(rule, own, id)),
      `admit ${own}`,
    ],
    limits: isEgressAsMade(egress)
      ? []
      : [
          {
            message: `The outbound rules of ${groupName} were changed; the script leaves a new group with those that AWS gives it. Endpoints open no connections.`,
            remedy: '',
          },
        ],
  };
}

const FIELDS: { readonly [K in SecurityGroupRule['peer']['kind']]: readonly [list: string, key: string] } = {
  ipv4: ['IpRanges', 'CidrIp'],
  ipv6: ['Ipv6Ranges', 'CidrIpv6'],
  'prefix-list': ['PrefixListIds', 'PrefixListId'],
  group: ['UserIdGroupPairs', 'GroupId'],
};

/**
 * @param own the expression of the shell for the group that has the rule
 * @param id the group's id, for which the expression is to stand
 */
function ensureRule(rule: SecurityGroupRule, own = '', id: string | null = null): string {
  return `ensure_rule ${ruleKey(rule, own, id)} ${permission(rule, own, id)}`;
}

/** As `read_rules` has it. */
function ruleKey(rule: SecurityGroupRule, own = '', id: string | null = null): string {
  const { fromPort, toPort, peer } = rule;
  const before = `${protocolOf(rule)}=${fromPort ?? -1}=${toPort ?? -1}=`;
  return isSelf(rule, id) ? `${word(before)}${own}` : word(`${before}${peer.value}`);
}

function permission(rule: SecurityGroupRule, own = '', id: string | null = null): string {
  const [list, key] = FIELDS[rule.peer.kind];
  const { fromPort, toPort, description } = rule;
  const ports = fromPort === null ? {} : { FromPort: fromPort, ToPort: toPort };
  const described = description === null ? {} : { Description: description };
  const source = { [key]: isSelf(rule, id) ? SELF : rule.peer.value, ...described };
  const text = json({ IpProtocol: protocolOf(rule), ...ports, [list]: [source] });
  return isSelf(rule, id) ? text.replace(SELF, `'${own}'`) : text;
}

function protocolOf({ protocol }: SecurityGroupRule): string {
  return protocol === 'all' ? '-1' : protocol;
}

function isSelf({ peer }: SecurityGroupRule, id: string | null): boolean {
  return peer.kind === 'group' && peer.value === id;
}

/** Stands for the group's own id until it is known; no id of AWS's is like it. */
const SELF = 'sg-self';

function interfaceEndpoint(part: InterfacePart, model: ExportModel): ScriptPart {
  const subnets = `"$${variableOf(model, part.subnets)}"`;
  const groups = idsOf(model, part.groups);
  const dns = part.privateDns ? '--private-dns-enabled' : '--no-private-dns-enabled';
  const type = `--ip-address-type ${word(part.ipAddressType ?? 'ipv4')}`;
  return endpoint(
    part,
    `--vpc-endpoint-type Interface --subnet-ids "$(json_list ${subnets})" --security-group-ids "$(json_list ${groups})" ${type} ${dns}`,
    (id) => [
      `complete_endpoint ${id} --add-subnet-ids ${subnets} --add-security-group-ids ${groups}${part.privateDns ? DNS : ''}`,
    ],
    ['json_list', 'complete_endpoint'],
  );
}

/** What has nothing to be added of: it is on or not. */
const DNS = ' --private-dns-enabled true';

function gatewayEndpoint(part: GatewayPart, model: ExportModel): ScriptPart {
  const tables = `"$${variableOf(model, part.tables)}"`;
  return endpoint(
    part,
    `--vpc-endpoint-type Gateway --route-table-ids "$(json_list ${tables})"`,
    (id) => [`complete_endpoint ${id} --add-route-table-ids ${tables}`, `wait_for_routes ${id} ${tables}`],
    ['json_list', 'complete_endpoint', 'wait_for_routes'],
  );
}

function endpoint(
  part: InterfacePart | GatewayPart,
  options: string,
  afterwards: (id: string) => readonly string[],
  calls: readonly FunctionName[],
): ScriptPart {
  const variable = ownVariable(part);
  const policy = part.policy === null ? '' : ` --policy-document ${word(part.policy)}`;
  const tags = tagSpecification('vpc-endpoint', part.tags);
  return {
    ...NOTHING,
    calls: ['ensure_endpoint', 'wait_for_endpoints', ...calls],
    variable,
    lines: [
      `ensure_endpoint ${word(part.service)} ${nameFilter(part.tags)} ${tags} \\`,
      `  ${options}${policy}`,
      `${variable}=$endpoint_id`,
    ],
    awaited: [`$${variable}`],
    afterwards: afterwards(`"$${variable}"`),
  };
}

function idsOf(model: ExportModel, targets: readonly Target[]): string {
  return `"${targets.map((target) => idOf(model, target).replaceAll('"', '')).join(' ')}"`;
}

function extension(part: ExtensionPart, model: ExportModel): ScriptPart {
  const id = `$${variableOf(model, part.endpoint)}`;
  const added = (key: string | null, option: string) => (key === null ? '' : ` ${option} "$${variableOf(model, key)}"`);
  const options = [
    part.groups.length === 0 ? '' : ` --add-security-group-ids ${idsOf(model, part.groups)}`,
    added(part.subnets, '--add-subnet-ids'),
    added(part.tables, '--add-route-table-ids'),
    part.privateDns ? DNS : '',
  ].join('');
  return {
    ...NOTHING,
    calls: ['wait_for_endpoints', 'complete_endpoint', ...(part.tables === null ? [] : (['wait_for_routes'] as const))],
    // AWS takes no change while an earlier one is under way [aws-facts: modify-endpoint].
    awaited: [id],
    afterwards: [
      `complete_endpoint "${id}"${options}`,
      ...(part.tables === null ? [] : [`wait_for_routes "${id}" "$${variableOf(model, part.tables)}"`]),
    ],
  };
}
