/** What a route table leads to: nothing outside the VPC, the internet, or a NAT gateway in the first public subnet. */
export type TableKind = 'isolated' | 'internet' | 'nat';

export interface SubnetSpec {
  readonly name: string;
  readonly cidr: string;
  /** The zone's letter in the region. */
  readonly zone: 'a' | 'b' | 'c';
  /** Left out: no association of its own, so the VPC's main table (which is isolated) counts. */
  readonly table?: string;
}

/** An endpoint that somebody else made before us. */
export interface ForeignEndpoint {
  /** What follows the region in the service's name. */
  readonly service: string;
  /** Names of route tables for a gateway, names of subnets for an interface endpoint. */
  readonly tables?: readonly string[];
  readonly subnets?: readonly string[];
}

/** A VPC with something wrong in it, as data; `build` makes it through the SDK. */
export interface World {
  readonly cidr: string;
  readonly tables: Readonly<Record<string, TableKind>>;
  readonly subnets: readonly SubnetSpec[];
  readonly endpoints?: readonly ForeignEndpoint[];
}

const CIDR = '10.0.0.0/16';
const ownTables = { 'table-a': 'isolated', 'table-b': 'isolated', 'table-public': 'internet' } as const;
const a = { name: 'a', cidr: '10.0.1.0/24', zone: 'a', table: 'table-a' } as const;
const b = { name: 'b', cidr: '10.0.2.0/24', zone: 'b', table: 'table-b' } as const;
const open = { name: 'public', cidr: '10.0.100.0/24', zone: 'a', table: 'table-public' } as const;

const s3 = { service: 's3', tables: ['table-a', 'table-b'] };
const ecrApi = { service: 'ecr.api', subnets: ['a', 'b'] };
const ecrDkr = { service: 'ecr.dkr', subnets: ['a', 'b'] };

/** Isolated subnets in two zones with route tables of their own, and a public one beside them: the guide's setting. */
const guide: World = { cidr: CIDR, tables: ownTables, subnets: [a, b, open] };

export const worlds = {
  guide,
  'main-table': {
    cidr: CIDR,
    tables: { 'table-public': 'internet' },
    subnets: [{ name: 'a', cidr: a.cidr, zone: 'a' }, { name: 'b', cidr: b.cidr, zone: 'b' }, open],
  },
  'one-zone': { ...guide, subnets: [a, { ...b, zone: 'a' }] },
  'beside-nat': {
    cidr: CIDR,
    tables: { ...ownTables, 'table-nat': 'nat' },
    subnets: [a, b, open, { name: 'nat', cidr: '10.0.3.0/24', zone: 'c', table: 'table-nat' }],
  },
  'partial-s3': { ...guide, endpoints: [{ service: 's3', tables: ['table-a'] }] },
  'foreign-api': { ...guide, endpoints: [ecrApi] },
  'already-open': { ...guide, endpoints: [s3, ecrApi, ecrDkr] },
} satisfies Record<string, World>;

/** The subnets that have no way out, which the program takes by itself. */
export function targetsOf(world: World): SubnetSpec[] {
  return world.subnets.filter((subnet) => subnet.table === undefined || world.tables[subnet.table] === 'isolated');
}
