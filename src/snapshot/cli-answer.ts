import { PullpathError } from '../errors.ts';
import type { UnreadSection } from './recorded.ts';
import { type Item, isSection, SECTION_NAMES, type SectionName, sectionOf } from './sections.ts';
import { kept, WrongShape } from './shape.ts';

/** What one answer of the AWS CLI tells. */
export type Found =
  /** `hasMore`: whether it says that another page follows; null where the call has no pages. */
  | { readonly section: SectionName; readonly items: readonly Item[]; readonly hasMore: boolean | null }
  | { readonly unread: UnreadSection }
  | { readonly caller: { readonly account: string; readonly arn: string } }
  | { readonly kind: string; readonly listed: readonly string[] }
  /** Known, and of no use here. */
  | { readonly ignored: true };

type Fields = Readonly<Record<string, unknown>>;

/**
 * What a JSON value, or a text that is no JSON, of a file tells; nothing where it is not of the AWS CLI.
 * @param name of the file, which counts only where the content leaves it open
 * @throws usage DamagedSnapshot where a field has a type that AWS never gives it
 */
export function answerIn(value: unknown, name: string, from: string): Found[] {
  if (typeof value === 'string') return refusalIn(value, name);
  if (Array.isArray(value)) return inArray(value, name, from);
  if (typeof value !== 'object' || value === null) return [];
  const fields = value as Fields;
  const hasMore =
    typeof (fields.NextToken ?? fields.nextToken) === 'string' && (fields.NextToken ?? fields.nextToken) !== '';
  const sections = Object.keys(fields).filter(isSection);
  if (sections.length > 0) {
    return sections.flatMap((section) =>
      // Null is what --query prints for what is not there: nothing was read.
      Array.isArray(fields[section]) ? [{ section, items: itemsOf(section, fields[section], name), hasMore }] : [],
    );
  }
  return special(fields, name, hasMore) ?? single(fields, name);
}

/** Answers that are no list of things under their own name. */
function special(fields: Fields, name: string, hasMore: boolean): Found[] | null {
  const { VpcId, EnableDnsSupport, EnableDnsHostnames, Account, Arn, Entries, taskDefinition } = fields;
  if (typeof Account === 'string' && typeof Arn === 'string') return [{ caller: { account: Account, arn: Arn } }];
  if (typeof VpcId === 'string' && (EnableDnsSupport !== undefined || EnableDnsHostnames !== undefined))
    return [{ section: 'VpcAttributes', items: itemsOf('VpcAttributes', [fields], name), hasMore: null }];
  if (Array.isArray(Entries)) {
    // The answer does not say of which list it is.
    const PrefixListId = fields.PrefixListId ?? /pl-[0-9a-f]+/.exec(name)?.[0];
    const items =
      PrefixListId === undefined || hasMore ? [] : itemsOf('PrefixListEntries', [{ PrefixListId, Entries }], name);
    return [{ section: 'PrefixListEntries', items, hasMore: null }];
  }
  if (typeof taskDefinition === 'object' && taskDefinition !== null)
    return [{ section: 'taskDefinitions', items: itemsOf('taskDefinitions', [taskDefinition], name), hasMore: null }];
  const list = LISTS.find((key) => Array.isArray(fields[key]));
  if (list !== undefined) return [{ kind: list, listed: (fields[list] as unknown[]).map(String) }];
  return OTHERS.some((key) => key in fields) ? [{ ignored: true }] : null;
}

const LISTS = ['clusterArns', 'serviceArns', 'taskArns', 'containerInstanceArns'];
const OTHERS = ['Regions', 'ManagedPrefixLists', 'ServiceNames', 'UserId', 'VpcEndpointConnections'];

/** A thing by itself, as `jq -c '.Vpcs[]'` writes it. */
function single(fields: Fields, name: string): Found[] {
  const section = sectionOfItem(fields);
  return section === null ? [] : [{ section, items: itemsOf(section, [fields], name), hasMore: null }];
}

/** Pages in a list, as `jq -s` writes them, or things without the name of their list, as `--query Vpcs` prints them. */
function inArray(values: readonly unknown[], name: string, from: string): Found[] {
  const [first] = values;
  if (first === undefined) {
    const section = sectionOfName(name);
    return section === null ? [] : [{ section, items: [], hasMore: null }];
  }
  const isPage = typeof first === 'object' && first !== null && Object.keys(first).some((key) => isSection(key));
  const section = isPage ? null : sectionOfItem(first as Fields);
  if (section === null)
    return values.flatMap((value) => (typeof value === 'object' ? answerIn(value, name, from) : []));
  return [{ section, items: itemsOf(section, values, name), hasMore: null }];
}

/** By the fields that only things of that kind have. */
const SIGNATURES: readonly (readonly [SectionName, readonly string[]])[] = [
  ['VpcEndpoints', ['VpcEndpointId', 'ServiceName']],
  ['NatGateways', ['NatGatewayId', 'State']],
  ['NetworkInterfaces', ['NetworkInterfaceId', 'SubnetId']],
  ['RouteTables', ['RouteTableId', 'Routes']],
  ['NetworkAcls', ['NetworkAclId', 'Entries']],
  ['SecurityGroups', ['GroupId', 'GroupName']],
  ['Subnets', ['SubnetId', 'AvailabilityZone']],
  ['DhcpOptions', ['DhcpOptionsId', 'DhcpConfigurations']],
  ['Vpcs', ['VpcId', 'CidrBlock']],
  ['AvailabilityZones', ['ZoneName', 'ZoneId']],
  ['PrefixLists', ['PrefixListId', 'Cidrs']],
  ['ServiceDetails', ['ServiceName', 'ServiceType']],
  ['tasks', ['taskArn', 'lastStatus']],
  ['services', ['serviceArn', 'serviceName']],
  ['containerInstances', ['containerInstanceArn', 'agentConnected']],
  ['taskDefinitions', ['taskDefinitionArn', 'family']],
  ['clusters', ['clusterArn', 'clusterName']],
  ['capacityProviders', ['capacityProviderArn', 'name']],
];

function sectionOfItem(item: unknown): SectionName | null {
  if (typeof item !== 'object' || item === null) return null;
  return SIGNATURES.find(([, fields]) => fields.every((field) => field in item))?.[0] ?? null;
}

/** `describe-vpc-endpoints.json`, `vpc_endpoints-2.json`, `VpcEndpoints`: the section that a name speaks of. */
function sectionOfName(name: string): SectionName | null {
  const letters = name
    .slice(name.lastIndexOf('/') + 1)
    .replace(/\.\w+$/, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase();
  const named = [...SECTION_NAMES.map((section) => [section.toLowerCase(), section] as const), ...ALIASES];
  // The longest says most: `vpcendpointservices` has `vpcendpoints` in it, almost.
  return named.filter(([word]) => letters.includes(word)).sort(([a], [b]) => b.length - a.length)[0]?.[1] ?? null;
}

const ALIASES: readonly (readonly [string, SectionName])[] = [
  ['vpcendpointservices', 'ServiceDetails'],
  ['vpcattribute', 'VpcAttributes'],
  ['managedprefixlistentries', 'PrefixListEntries'],
  ['taskdefinition', 'taskDefinitions'],
];

/** Whether a file is one that answers are looked for in, and so must be JSON. */
export function isAnswer(name: string): boolean {
  return /\.(json|jsonl|ndjson)$/i.test(name);
}

const REFUSAL = /An error occurred \(([\w.]+)\) when calling the (\w+) operation(?: \([^)]*\))?: ([^\r\n]*)/;

/** What the AWS CLI said in place of an answer. */
function refusalIn(text: string, name: string): Found[] {
  const [, code = '', operation = '', message = ''] = REFUSAL.exec(text) ?? [];
  const called = SECTION_NAMES.map(sectionOf).find(({ action, listedBy }) =>
    [action, listedBy].some((each) => each?.endsWith(`:${operation}`)),
  );
  const section = sectionOfName(name);
  const action = called?.listedBy?.endsWith(`:${operation}`)
    ? called.listedBy
    : (called?.action ?? (section === null ? null : sectionOf(section).action));
  if (code === '' || action === null) return [];
  const why = /UnauthorizedOperation|AccessDenied/.test(code) ? 'denied' : 'refused';
  return [
    {
      unread: {
        action,
        code,
        message: message.replace(/\.$/, ''),
        why,
        remedy: `Have ${action} allowed, and collect again.`,
      },
    },
  ];
}

function itemsOf(section: SectionName, values: readonly unknown[], name: string): Item[] {
  try {
    return values.flatMap((value) => {
      const item = kept(sectionOf(section).shape, value);
      return item === undefined ? [] : [item as Item];
    });
  } catch (error) {
    if (!(error instanceof WrongShape)) throw error;
    throw new PullpathError('usage', {
      code: 'DamagedSnapshot',
      message: `${name} is not what the AWS CLI prints: of ${section}, ${error.message}.`,
      remedy: 'Run the command again with --output json, without --query.',
    });
  }
}
