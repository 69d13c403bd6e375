import { isRegion, REGION } from '../hosts/regions.ts';
import { type NormalizedText, originalName } from '../text/normalized-text.ts';

/** What the text names, in the order of the text, each once. */
export interface Identifiers {
  readonly vpcs: string[];
  readonly subnets: string[];
  readonly securityGroups: string[];
  readonly endpoints: string[];
  readonly routeTables: string[];
  readonly networkInterfaces: string[];
  readonly tasks: string[];
  readonly clusters: string[];
  readonly requests: string[];
}

/** EC2 ids have 8 or 17 hexadecimal digits; the longer first, for nothing marks the end in normalized text. */
const HEX = '(?:[0-9a-f]{17}|[0-9a-f]{8})';
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const ARN_PARTITION = 'arn:aws[a-z-]{0,8}';

const PATTERNS: { readonly [K in keyof Identifiers]: RegExp } = {
  vpcs: new RegExp(`vpc-${HEX}`, 'g'),
  subnets: new RegExp(`subnet-${HEX}`, 'g'),
  securityGroups: new RegExp(`sg-${HEX}`, 'g'),
  endpoints: new RegExp(`vpce-${HEX}`, 'g'),
  routeTables: new RegExp(`rtb-${HEX}`, 'g'),
  networkInterfaces: new RegExp(`eni-${HEX}`, 'g'),
  tasks: new RegExp(`${ARN_PARTITION}:ecs:${REGION}:\\d{12}:task/(?:[a-z0-9_-]{1,255}/)?(?:[0-9a-f]{32}|${UUID})`, 'g'),
  clusters: new RegExp(
    `${ARN_PARTITION}:ecs:${REGION}:\\d{12}:(?:cluster|task|container-instance)/([a-z0-9_-]{1,255})/`,
    'dg',
  ),
  requests: new RegExp(`request-?id:?(${UUID})`, 'dg'),
};

/** More than these in one text is a listing, not a message. */
const MOST = 20;

export function findIdentifiers(text: NormalizedText): Identifiers {
  const all = Object.entries(PATTERNS).map(([key, pattern]) => [key, findAll(text, pattern)]);
  return Object.fromEntries(all) as Identifiers;
}

function findAll(text: NormalizedText, pattern: RegExp): string[] {
  const found = new Set<string>();
  for (const match of text.text.matchAll(pattern)) {
    const [start, end] = match.indices?.[1] ?? [match.index, match.index + match[0].length];
    found.add(originalName(text, { start, end }));
    if (found.size === MOST) break;
  }
  return [...found];
}

/** Whose ARN tells most about where the task runs; a role's names no region, a secret may lie in another account. */
const SERVICES_BY_WEIGHT: readonly string[] = ['ecs', 'sts', 'iam', 'logs', 'ssm', 'secretsmanager', 'kms', 'ecr'];

const ARN = new RegExp(`${ARN_PARTITION}:(${SERVICES_BY_WEIGHT.join('|')}):(${REGION})?:(\\d{12}):`, 'g');

export interface AwsLocation {
  /** Of the most telling ARN that names one. */
  readonly region: string | null;
  /** Only of an ARN of ECS: there the task itself is. */
  readonly taskRegion: string | null;
  readonly account: string | null;
}

/** Where the task is, as far as ARNs tell. */
export function findAwsLocation(text: NormalizedText): AwsLocation {
  const arns = [...text.text.matchAll(ARN)].map(([, service = '', region, account = '']) => ({
    rank: SERVICES_BY_WEIGHT.indexOf(service),
    region: region ?? null,
    account,
  }));
  const ranked = arns.toSorted((one, other) => one.rank - other.rank);
  return {
    region: ranked.find((arn) => arn.region !== null)?.region ?? null,
    taskRegion: ranked.find((arn) => arn.rank === 0)?.region ?? null,
    account: ranked[0]?.account ?? null,
  };
}

const ANY_REGION = new RegExp(REGION);

/** Any region that the text names, e.g. in an availability zone or a flag. */
export function findAnyRegion(text: NormalizedText): string | null {
  const name = ANY_REGION.exec(text.text)?.[0];
  return name !== undefined && isRegion(name) ? name : null;
}
