import type { AwsHostedZone, AwsResolverRule, DnsReader } from '../aws/read/dns-reader.ts';
import { missing, type Recorded } from './recorded.ts';
import { answersOf } from './recorded-reader.ts';
import { type Item, type SectionName, sectionOf } from './sections.ts';
import { revived } from './shape.ts';

/** The reader of who answers names over what a snapshot has recorded; what was not asked for rejects as `NotInSnapshot`. */
export function recordedDnsReader(recorded: Recorded): DnsReader {
  const found = (section: SectionName, key: string, value: string): Item => {
    const item = recorded.sections.get(section)?.find((each) => each[key] === value);
    if (item === undefined) throw missing(recorded, section);
    return item;
  };
  const list = async <T>(section: SectionName, key: string, value: string, field: string): Promise<T[]> => {
    const whole = revived(sectionOf(section).shape, found(section, key, value)) as Record<string, T[] | undefined>;
    return whole[field] ?? [];
  };
  const one = async <T>(section: SectionName, value: string): Promise<T> =>
    answersOf<T>(section, [found(section, 'Id', value)])[0] as T;
  return {
    hostedZonesOfVpc: (vpcId) => list('HostedZonesOfVpc', 'VpcId', vpcId, 'HostedZoneSummaries'),
    hostedZone: (id) => one<AwsHostedZone>('HostedZones', id),
    recordSets: (zoneId) => list('RecordSets', 'HostedZoneId', zoneId, 'ResourceRecordSets'),
    resolverRuleAssociations: (vpcId) => list('ResolverRuleAssociations', 'VpcId', vpcId, 'ResolverRuleAssociations'),
    resolverRule: (id) => one<AwsResolverRule>('ResolverRules', id),
    profileAssociations: (vpcId) => list('ProfileAssociations', 'VpcId', vpcId, 'ProfileAssociations'),
    profileResources: (profileId) => list('ProfileResources', 'ProfileId', profileId, 'ProfileResourceAssociations'),
  };
}
