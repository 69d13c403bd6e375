import { contains } from '../../discover/addresses/cidr.ts';
import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { DnsRecord, HostedZone, ResolverRule, VpcNames } from '../../discover/entities/private-names.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { namesOfService } from '../../discover/names/service-hosts.ts';
import { isAvailable } from '../../facts/endpoint-state.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import type { VpcContext } from '../vpc-context.ts';
import type { DnsAnswer } from './name-resolution.ts';
import { type NameAnswer, type PrivateDns, privateDnsOf, whoAnswers } from './who-answers.ts';

/** How many records are followed one after another. */
const MOST_RECORDS = 8;

/** What is asked: a host of a service, in a VPC of which the names were read. */
interface Question {
  readonly context: VpcContext;
  readonly need: Need;
  readonly names: VpcNames;
  readonly endpoints: readonly PrivateDns[];
  readonly host: string;
}

/**
 * Where the hosts of a service lead, by the zones, rules and Profiles of the VPC. Null where these were not read, or say
 * nothing about the service: then its endpoints decide, and public DNS.
 */
export function privateAnswers(context: VpcContext, need: Need): DnsAnswer[] | null {
  const names = namesRead(context, need.service);
  if (names === null) return null;
  const endpoints = privateDnsIn(context, names);
  const answers = hostsOf(context, need.service).flatMap((host) => {
    const question: Question = { context, need, names, endpoints, host };
    return whoAnswers(names, endpoints, host).flatMap((answer) => destinationsOf(question, answer, MOST_RECORDS));
  });
  const hidden = names.profileEndpointIds
    .filter((id) => !context.index.endpoints.has(id))
    .map((endpoint): DnsAnswer => {
      const why = cause('profile-endpoint-not-visible', endpoint, { endpoint, profile: names.profileIds?.[0] ?? '' });
      return { to: 'unseen', causes: [why] };
    });
  const all = answers.every(({ to }) => to === 'public') ? [...answers, ...hidden] : answers;
  return all;
}

/** What was read of who answers a service's names; null where it was not, or could not be. */
export function namesRead(context: VpcContext, service: string): VpcNames | null {
  const names = context.index.names.get(context.vpc.id);
  if (names === undefined || names.zones === null) return null;
  return hostsOf(context, service).every((host) => names.hosts.includes(host)) ? names : null;
}

function hostsOf({ snapshot }: VpcContext, service: string): readonly string[] {
  return namesOfService(snapshot, service).hosts;
}

function privateDnsIn({ endpoints, index, snapshot }: VpcContext, names: VpcNames): PrivateDns[] {
  const brought = names.profileEndpointIds.flatMap((id) => index.endpoints.get(id) ?? []);
  return (
    [...endpoints, ...brought]
      // A gateway endpoint has no names, whatever an emulator says of it.
      .filter((each) => each.type === 'Interface' && isAvailable(each) && each.privateDns && !each.inboundResolverOnly)
      .map((each) => {
        const service = snapshot.endpointServices.find(
          ({ name, type }) => name === each.service && type === 'Interface',
        );
        const fallback = [namesOfService(snapshot, suffixOf(snapshot.region, each.service)).zone];
        const names = service?.privateDnsNames.length ? service.privateDnsNames : fallback;
        return privateDnsOf(each, endpoints.includes(each), names);
      })
  );
}

function destinationsOf(question: Question, answer: NameAnswer, left: number): DnsAnswer[] {
  switch (answer.by) {
    case 'public':
      return [{ to: 'public' }];
    case 'endpoint':
      return endpointAnswer(question, question.context.index.endpoints.get(answer.endpointId), null);
    case 'rule':
      return [ruleAnswer(question, answer.rule)];
    case 'unread-zone':
      return [{ to: 'unseen', causes: [unreadZone(question, answer.zone)] }];
    case 'zone':
      return answer.record === null
        ? [{ to: 'nowhere', causes: [lacking(question, answer.zone)] }]
        : recordAnswers(question, answer.zone, answer.record, left);
  }
}

function recordAnswers(question: Question, zone: HostedZone, record: DnsRecord, left: number): DnsAnswer[] {
  const target = record.aliasOf ?? (record.type === 'CNAME' ? (record.values[0] ?? '') : null);
  if (target === null) return addressAnswers(question, zone, record);
  const host = target.replace(/\.$/, '').toLowerCase();
  const id = endpointIdIn(host);
  if (id !== null) return aliasAnswers(question, zone, record, { id, host });
  if (left === 0) return [unknownTarget(question, zone, host)];
  const { names, endpoints } = question;
  return whoAnswers(names, endpoints, host).flatMap((answer) =>
    answer.by === 'public' ? [unknownTarget(question, zone, host)] : destinationsOf(question, answer, left - 1),
  );
}

/** `vpce-0a1b2c3d-x1y2.api.ecr.eu-west-1.vpce.amazonaws.com` → `vpce-0a1b2c3d` */
export function endpointIdIn(host: string): string | null {
  return host.includes('.vpce.') ? (/^vpce-[0-9a-z]+/.exec(host)?.[0] ?? null) : null;
}

interface Alias {
  readonly id: string;
  readonly host: string;
}

function aliasAnswers(question: Question, zone: HostedZone, record: DnsRecord, { id, host }: Alias): DnsAnswer[] {
  const { index, snapshot } = question.context;
  const endpoint = index.endpoints.get(id);
  if (endpoint === undefined)
    return [{ to: 'remote', remote: { zone, host: question.host, target: host, endpoint: null, addresses: [] } }];
  const values = { ...zoneValues(question, zone), record: record.name };
  const other = suffixOf(snapshot.region, endpoint.service);
  if (other !== question.need.service) {
    const wrong = { ...values, endpoint: id, other, service: question.need.service };
    return [{ to: 'nowhere', causes: [cause('zone-target-of-other-service', zone.id, wrong)] }];
  }
  if (!isAvailable(endpoint)) {
    const reason = `that endpoint is in state ${endpoint.state}`;
    return [{ to: 'nowhere', causes: [cause('zone-target-gone', zone.id, { ...values, target: id, reason })] }];
  }
  return endpointAnswer(question, endpoint, { zone, target: host });
}

interface ByZone {
  readonly zone: HostedZone;
  readonly target: string;
}

function endpointAnswer(question: Question, endpoint: Endpoint | undefined, by: ByZone | null): DnsAnswer[] {
  if (endpoint === undefined) return [];
  if (endpoint.vpcId === question.context.vpc.id) return [{ to: 'endpoint', endpoint }];
  const { zone, target } = by ?? { zone: null, target: endpoint.id };
  return [{ to: 'remote', remote: { zone, host: question.host, target, endpoint, addresses: [] } }];
}

/** Fixed addresses: of an endpoint's interfaces here, or of something elsewhere. */
function addressAnswers(question: Question, zone: HostedZone, { values, name }: DnsRecord): DnsAnswer[] {
  const { context, need, host } = question;
  const owner = (address: string) =>
    context.endpoints.find((endpoint) =>
      endpoint.networkInterfaceIds.some((id) => context.index.networkInterfaces.get(id)?.addresses.includes(address)),
    );
  const here = values.map((address) => ({ address, endpoint: owner(address) }));
  const own = [...new Set(here.flatMap(({ endpoint }) => endpoint ?? []))].map((endpoint): DnsAnswer => {
    const other = suffixOf(context.snapshot.region, endpoint.service);
    if (other === need.service) {
      const only = here.filter((each) => each.endpoint === endpoint).map(({ address }) => address);
      return { to: 'endpoint', endpoint, only };
    }
    const wrong = { ...zoneValues(question, zone), record: name, endpoint: endpoint.id, other, service: need.service };
    return { to: 'nowhere', causes: [cause('zone-target-of-other-service', zone.id, wrong)] };
  });
  const others = here.filter(({ endpoint }) => endpoint === undefined).map(({ address }) => address);
  const isInside = (address: string) => context.vpc.cidrBlocks.some((cidr) => contains(cidr, address));
  const inside = others.filter(isInside).map((address): DnsAnswer => {
    if (!question.names.deadAddresses.includes(address)) return unknownTarget(question, zone, address);
    const reason = `no network interface of ${context.vpc.id} has that address`;
    const gone = { ...zoneValues(question, zone), record: name, target: address, reason };
    return { to: 'nowhere', causes: [cause('zone-target-gone', zone.id, gone)] };
  });
  const addresses = others.filter((address) => !isInside(address));
  if (addresses.length === 0) return [...own, ...inside];
  const remote = { zone, host, target: addresses.join(', '), endpoint: null, addresses };
  return [...own, ...inside, { to: 'remote', remote }];
}

function unknownTarget(question: Question, zone: HostedZone, target: string): DnsAnswer {
  return {
    to: 'unseen',
    causes: [cause('zone-target-unknown', zone.id, { ...zoneValues(question, zone), target })],
  };
}

function unreadZone(question: Question, zone: HostedZone): Cause {
  const { zoneId, ...values } = zoneValues(question, zone);
  if (zone.name !== '') return cause('zone-not-readable', zone.id, { ...values, zoneId });
  const profile = zone.profileId ?? '';
  return cause('profile-zone-not-readable', profile, { profile, zoneId });
}

/** A zone of another account without its name tells nothing; of a parent domain, that it was not meant for the service. */
function lacking(question: Question, zone: HostedZone): Cause {
  const { host, need, context } = question;
  const values = zoneValues(question, zone);
  const service = namesOfService(context.snapshot, need.service).zone;
  if (zone.name.length < service.length) return cause('parent-zone-lacks-record', zone.id, values);
  const record = host === zone.name ? host : `*.${zone.name}`;
  return cause('zone-lacks-record', zone.id, { ...values, record, change: additionOf(zone, record) });
}

/** The record that the zone lacks, like one that it has; or with what is left to its owner. */
function additionOf({ records }: HostedZone, name: string): string {
  const like = records?.find(({ type, aliasOf }) => type === 'A' && aliasOf !== null);
  const target = {
    HostedZoneId: like?.aliasZoneId ?? 'ENDPOINT_ZONE_ID',
    DNSName: like?.aliasOf ?? 'ENDPOINT_DNS_NAME',
  };
  const set = { Name: name, Type: 'A', AliasTarget: { ...target, EvaluateTargetHealth: false } };
  return JSON.stringify({ Changes: [{ Action: 'UPSERT', ResourceRecordSet: set }] });
}

function zoneValues({ host }: Pick<Question, 'host'>, zone: HostedZone) {
  return { zone: zone.name, zoneId: zone.id, owner: zone.owner || 'unknown', host };
}

function ruleAnswer({ host, names }: Question, rule: ResolverRule): DnsAnswer {
  const { id, domain } = rule;
  if (domain === null) return { to: 'unseen', causes: [cause('rule-not-readable', id, { rule: id })] };
  const targets = rule.targets.join(', ') || 'no address';
  const values = {
    rule: id,
    name: rule.name,
    owner: rule.owner,
    domain: domain === '' ? 'every name' : domain,
    targets,
  };
  const reason = deadBecause(rule, names);
  if (reason !== null) return { to: 'nowhere', causes: [cause('forward-target-dead', id, { ...values, reason })] };
  return { to: 'forwarded', causes: [cause('name-forwarded', id, { ...values, host })] };
}

/** Why nothing answers at a rule's targets; null where something may. */
function deadBecause({ status, targets }: ResolverRule, { deadAddresses }: VpcNames): string | null {
  if (status === 'FAILED') return 'the rule is in state FAILED';
  if (targets.length === 0 || !targets.every((target) => deadAddresses.includes(target))) return null;
  return targets.length === 1
    ? 'no network interface has that address'
    : 'no network interface has one of these addresses';
}
