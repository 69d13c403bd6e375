/**
 * AWS's own shapes, with the members that decide who answers a name: plain JSON, so that they can be written to a file
 * as they came.
 */
export interface AwsHostedZoneSummary {
  readonly HostedZoneId?: string | undefined;
  readonly Name?: string | undefined;
  readonly Owner?:
    | { readonly OwningAccount?: string | undefined; readonly OwningService?: string | undefined }
    | undefined;
}

export interface AwsHostedZone {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly Features?: { readonly PublicDNSFallbackStatus?: string | undefined } | undefined;
}

export interface AwsRecordSet {
  readonly Name?: string | undefined;
  readonly Type?: string | undefined;
  readonly ResourceRecords?: readonly { readonly Value?: string | undefined }[] | undefined;
  readonly AliasTarget?:
    | { readonly DNSName?: string | undefined; readonly HostedZoneId?: string | undefined }
    | undefined;
}

export interface AwsResolverRuleAssociation {
  readonly Id?: string | undefined;
  readonly ResolverRuleId?: string | undefined;
  readonly Status?: string | undefined;
}

export interface AwsResolverRule {
  readonly Id?: string | undefined;
  readonly Name?: string | undefined;
  readonly DomainName?: string | undefined;
  readonly RuleType?: string | undefined;
  readonly Status?: string | undefined;
  readonly OwnerId?: string | undefined;
  readonly ResolverEndpointId?: string | undefined;
  readonly TargetIps?: readonly { readonly Ip?: string | undefined; readonly Port?: number | undefined }[] | undefined;
}

export interface AwsProfileAssociation {
  readonly ProfileId?: string | undefined;
  readonly Name?: string | undefined;
  readonly OwnerId?: string | undefined;
  readonly Status?: string | undefined;
}

export interface AwsProfileResource {
  readonly ResourceArn?: string | undefined;
  readonly ResourceType?: string | undefined;
  readonly OwnerId?: string | undefined;
  readonly Status?: string | undefined;
}

/**
 * Every call that tells who answers a name in a VPC, and no other. Each method answers all pages, or rejects with a
 * `PullpathError` [aws-facts: zone-records].
 */
export interface DnsReader {
  /** Of any account or service, associated with the VPC; those that a Profile brings are not among them. */
  hostedZonesOfVpc(vpcId: string, region: string): Promise<AwsHostedZoneSummary[]>;
  hostedZone(id: string): Promise<AwsHostedZone>;
  recordSets(zoneId: string): Promise<AwsRecordSet[]>;
  resolverRuleAssociations(vpcId: string): Promise<AwsResolverRuleAssociation[]>;
  resolverRule(id: string): Promise<AwsResolverRule>;
  profileAssociations(vpcId: string): Promise<AwsProfileAssociation[]>;
  profileResources(profileId: string): Promise<AwsProfileResource[]>;
}
