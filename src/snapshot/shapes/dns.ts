import type {
  AwsHostedZone,
  AwsHostedZoneSummary,
  AwsProfileAssociation,
  AwsProfileResource,
  AwsRecordSet,
  AwsResolverRule,
  AwsResolverRuleAssociation,
} from '../../aws/read/dns-reader.ts';
import type { Shape, ShapeOf } from '../shape.ts';

// What is kept of the answers of Route 53, its Resolver and its Profiles.

const SUMMARY: ShapeOf<AwsHostedZoneSummary> = {
  HostedZoneId: 'place',
  Name: 'host',
  Owner: { OwningAccount: 'account', OwningService: 'word' },
};

export const HOSTED_ZONE: ShapeOf<AwsHostedZone> = {
  Id: 'place',
  Name: 'host',
  Features: { PublicDNSFallbackStatus: 'word' },
};

const RECORD_SET: ShapeOf<AwsRecordSet> = {
  Name: 'host',
  Type: 'word',
  ResourceRecords: [{ Value: 'address' }],
  AliasTarget: { DNSName: 'host', HostedZoneId: 'place' },
};

const RULE_ASSOCIATION: ShapeOf<AwsResolverRuleAssociation> = { Id: 'id', ResolverRuleId: 'id', Status: 'word' };

export const RESOLVER_RULE: ShapeOf<AwsResolverRule> = {
  Id: 'id',
  Name: 'name',
  DomainName: 'host',
  RuleType: 'word',
  Status: 'word',
  OwnerId: 'account',
  ResolverEndpointId: 'id',
  TargetIps: [{ Ip: 'address', Port: 'number' }],
};

const PROFILE_ASSOCIATION: ShapeOf<AwsProfileAssociation> = {
  ProfileId: 'id',
  Name: 'name',
  OwnerId: 'account',
  Status: 'word',
};

const PROFILE_RESOURCE: ShapeOf<AwsProfileResource> = {
  ResourceArn: 'arn',
  ResourceType: 'word',
  OwnerId: 'account',
  Status: 'word',
};

/** Lists, each with what it is the list of. */
export const ZONES_OF_VPC: Shape = { VpcId: 'id', HostedZoneSummaries: [SUMMARY] };
export const RECORDS_OF_ZONE: Shape = { HostedZoneId: 'place', ResourceRecordSets: [RECORD_SET] };
export const RULES_OF_VPC: Shape = { VpcId: 'id', ResolverRuleAssociations: [RULE_ASSOCIATION] };
export const PROFILES_OF_VPC: Shape = { VpcId: 'id', ProfileAssociations: [PROFILE_ASSOCIATION] };
export const RESOURCES_OF_PROFILE: Shape = { ProfileId: 'id', ProfileResourceAssociations: [PROFILE_RESOURCE] };
