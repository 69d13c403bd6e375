/**
 * The calls of Route 53, Route 53 Resolver and Route 53 Profiles that tell who answers a name, described as the SDK
 * describes its own calls. Its client of Route 53 would bring a hundred kilobytes of other calls and errors to every audit,
 * and does not know the public fallback of a zone yet; those of the other two are of an older make, with parts of their own.
 */
import { makeBuilder } from '@smithy/core/client';
import { getEndpointPlugin } from '@smithy/core/endpoints';
import type {
  AwsHostedZone,
  AwsHostedZoneSummary,
  AwsProfileAssociation,
  AwsProfileResource,
  AwsRecordSet,
  AwsResolverRule,
  AwsResolverRuleAssociation,
} from '../read/dns-reader.ts';
import type { EC2Client } from './sdk.ts';

type OperationSchema = Parameters<ReturnType<typeof makeBuilder>>[3];

/** What a member of a request or an answer is: text, number, a list, or a structure. */
type MemberSchema = unknown;
type Members = Readonly<Record<string, MemberSchema>>;

const TEXT = 0;
const NUMBER = 1;
const TRUTH = 2;
const IN_PATH = [TEXT, 1];
const inQuery = (name: string, schema: MemberSchema = TEXT) => [schema, { httpQuery: name }];

function structure(namespace: string, name: string, members: Members): MemberSchema {
  return [3, namespace, name, 0, Object.keys(members), Object.values(members)];
}

/** @param element what XML calls each of the items */
function listOf(namespace: string, name: string, members: Members, element?: string): MemberSchema {
  const item = structure(namespace, name, members);
  return [1, namespace, `${name}List`, 0, element === undefined ? item : [() => item, { xmlName: element }]];
}

/** What a command's endpoint depends on, as of every client of the SDK. */
const ENDPOINT_PARAMETERS = {
  UseFIPS: { type: 'builtInParams', name: 'useFipsEndpoint' },
  Endpoint: { type: 'builtInParams', name: 'endpoint' },
  Region: { type: 'builtInParams', name: 'region' },
  UseDualStack: { type: 'builtInParams', name: 'useDualstackEndpoint' },
} as const;

/** Commands of one service, each from its name, how it goes over HTTP, and the members of request and answer. */
function commandsOf(namespace: string, service: string) {
  const build = makeBuilder<EC2Client['config'], object, { $metadata: object }>(
    ENDPOINT_PARAMETERS,
    service,
    'EC2Client',
    getEndpointPlugin,
  );
  return <I extends object, O extends object>(
    name: string,
    http: readonly unknown[],
    request: Members,
    answer: Members,
  ) =>
    build<I, O & { $metadata: object }>({}, () => [], name, [
      9,
      namespace,
      name,
      http.length === 0 ? 0 : { http },
      structure(namespace, `${name}Request`, request),
      structure(namespace, `${name}Response`, answer),
    ] as unknown as OperationSchema);
}

interface Page {
  readonly NextToken?: string | undefined;
}

export const ROUTE53 = 'com.amazonaws.route53';
const route53 = commandsOf(ROUTE53, 'AWSDnsV20130401');

interface ZonesOfVpc extends Page {
  readonly VPCId: string;
  readonly VPCRegion: string;
  readonly MaxItems: number;
}

export const ListHostedZonesByVPCCommand = route53<ZonesOfVpc, Page & { HostedZoneSummaries?: AwsHostedZoneSummary[] }>(
  'ListHostedZonesByVPC',
  ['GET', '/2013-04-01/hostedzonesbyvpc', 200],
  {
    VPCId: inQuery('vpcid'),
    VPCRegion: inQuery('vpcregion'),
    MaxItems: inQuery('maxitems', NUMBER),
    NextToken: inQuery('nexttoken'),
  },
  {
    HostedZoneSummaries: listOf(
      ROUTE53,
      'HostedZoneSummary',
      {
        HostedZoneId: TEXT,
        Name: TEXT,
        Owner: structure(ROUTE53, 'HostedZoneOwner', { OwningAccount: TEXT, OwningService: TEXT }),
      },
      'HostedZoneSummary',
    ),
    NextToken: TEXT,
  },
);

export const GetHostedZoneCommand = route53<{ Id: string }, { HostedZone?: AwsHostedZone }>(
  'GetHostedZone',
  ['GET', '/2013-04-01/hostedzone/{Id}', 200],
  { Id: IN_PATH },
  {
    HostedZone: structure(ROUTE53, 'HostedZone', {
      Id: TEXT,
      Name: TEXT,
      Features: structure(ROUTE53, 'HostedZoneFeatures', { PublicDNSFallbackStatus: TEXT }),
    }),
  },
);

interface RecordsOfZone {
  readonly HostedZoneId: string;
  readonly MaxItems: number;
  readonly StartRecordName?: string | undefined;
  readonly StartRecordType?: string | undefined;
  readonly StartRecordIdentifier?: string | undefined;
}

interface RecordPage {
  readonly ResourceRecordSets?: AwsRecordSet[];
  readonly IsTruncated?: boolean;
  readonly NextRecordName?: string;
  readonly NextRecordType?: string;
  readonly NextRecordIdentifier?: string;
}

export const ListResourceRecordSetsCommand = route53<RecordsOfZone, RecordPage>(
  'ListResourceRecordSets',
  ['GET', '/2013-04-01/hostedzone/{HostedZoneId}/rrset', 200],
  {
    HostedZoneId: IN_PATH,
    StartRecordName: inQuery('name'),
    StartRecordType: inQuery('type'),
    StartRecordIdentifier: inQuery('identifier'),
    MaxItems: inQuery('maxitems', NUMBER),
  },
  {
    ResourceRecordSets: listOf(
      ROUTE53,
      'ResourceRecordSet',
      {
        Name: TEXT,
        Type: TEXT,
        ResourceRecords: listOf(ROUTE53, 'ResourceRecord', { Value: TEXT }, 'ResourceRecord'),
        AliasTarget: structure(ROUTE53, 'AliasTarget', { HostedZoneId: TEXT, DNSName: TEXT }),
      },
      'ResourceRecordSet',
    ),
    IsTruncated: TRUTH,
    NextRecordName: TEXT,
    NextRecordType: TEXT,
    NextRecordIdentifier: TEXT,
  },
);

export const RESOLVER = 'com.amazonaws.route53resolver';
const resolver = commandsOf(RESOLVER, 'Route53Resolver');

interface AssociationFilter extends Page {
  readonly Filters: readonly { readonly Name: string; readonly Values: readonly string[] }[];
  readonly MaxResults: number;
}

export const ListResolverRuleAssociationsCommand = resolver<
  AssociationFilter,
  Page & { ResolverRuleAssociations?: AwsResolverRuleAssociation[] }
>(
  'ListResolverRuleAssociations',
  [],
  {
    MaxResults: NUMBER,
    NextToken: TEXT,
    Filters: listOf(RESOLVER, 'Filter', { Name: TEXT, Values: [1, RESOLVER, 'FilterValues', 0, TEXT] }),
  },
  {
    NextToken: TEXT,
    ResolverRuleAssociations: listOf(RESOLVER, 'RuleAssociation', { Id: TEXT, ResolverRuleId: TEXT, Status: TEXT }),
  },
);

export const GetResolverRuleCommand = resolver<{ ResolverRuleId: string }, { ResolverRule?: AwsResolverRule }>(
  'GetResolverRule',
  [],
  { ResolverRuleId: TEXT },
  {
    ResolverRule: structure(RESOLVER, 'ResolverRule', {
      Id: TEXT,
      Name: TEXT,
      DomainName: TEXT,
      RuleType: TEXT,
      Status: TEXT,
      OwnerId: TEXT,
      ResolverEndpointId: TEXT,
      TargetIps: listOf(RESOLVER, 'TargetAddress', { Ip: TEXT, Port: NUMBER }),
    }),
  },
);

export const PROFILES = 'com.amazonaws.route53profiles';
const profiles = commandsOf(PROFILES, 'Route53Profiles');

export const ListProfileAssociationsCommand = profiles<
  Page & { ResourceId: string },
  Page & { ProfileAssociations?: AwsProfileAssociation[] }
>(
  'ListProfileAssociations',
  ['GET', '/profileassociations', 200],
  { ResourceId: inQuery('resourceId'), NextToken: inQuery('nextToken') },
  {
    NextToken: TEXT,
    ProfileAssociations: listOf(PROFILES, 'Association', { ProfileId: TEXT, Name: TEXT, OwnerId: TEXT, Status: TEXT }),
  },
);

export const ListProfileResourceAssociationsCommand = profiles<
  Page & { ProfileId: string },
  Page & { ProfileResourceAssociations?: AwsProfileResource[] }
>(
  'ListProfileResourceAssociations',
  ['GET', '/profileresourceassociations/profileid/{ProfileId}', 200],
  { ProfileId: IN_PATH, NextToken: inQuery('nextToken') },
  {
    NextToken: TEXT,
    ProfileResourceAssociations: listOf(PROFILES, 'Resource', {
      ResourceArn: TEXT,
      ResourceType: TEXT,
      OwnerId: TEXT,
      Status: TEXT,
    }),
  },
);
