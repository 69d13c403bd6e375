import type { DnsClient } from '../client/dns-clients.ts';
import {
  GetHostedZoneCommand,
  GetResolverRuleCommand,
  ListHostedZonesByVPCCommand,
  ListProfileAssociationsCommand,
  ListProfileResourceAssociationsCommand,
  ListResolverRuleAssociationsCommand,
  ListResourceRecordSetsCommand,
} from '../client/dns-operations.ts';
import { unexpectedResponse } from '../client/validate-response.ts';
import type { AwsRecordSet, DnsReader } from './dns-reader.ts';

export interface DnsClients {
  readonly route53: DnsClient;
  readonly resolver: DnsClient;
  /** Opened where a Profile could decide something. */
  readonly profiles: () => Promise<DnsClient>;
}

/** Items that Route 53 and its Resolver give on a page at most [aws-facts: zone-records]. */
const ZONES = 100;
const RECORDS = 300;
const ASSOCIATIONS = 100;

/**
 * The DnsReader over the SDK's clients; rejects with the SDK's own errors. `pageSize` only lowers the size of pages, for
 * tests.
 */
export function dnsReader({ route53, resolver, profiles }: DnsClients, pageSize = RECORDS): DnsReader {
  return {
    hostedZonesOfVpc: (VPCId, VPCRegion) =>
      byToken(async (NextToken) => {
        const MaxItems = Math.min(ZONES, pageSize);
        const input = { VPCId, VPCRegion, MaxItems, ...(NextToken && { NextToken }) };
        const page = await send(route53, new ListHostedZonesByVPCCommand(input));
        return { items: page.HostedZoneSummaries, next: page.NextToken };
      }),
    async hostedZone(Id) {
      const { HostedZone, $metadata } = await send(route53, new GetHostedZoneCommand({ Id }));
      if (HostedZone === undefined) throw unexpectedResponse($metadata);
      return HostedZone;
    },
    async recordSets(HostedZoneId) {
      const all: AwsRecordSet[] = [];
      let start: object = {};
      for (;;) {
        const MaxItems = Math.min(RECORDS, pageSize);
        const page = await send(route53, new ListResourceRecordSetsCommand({ HostedZoneId, MaxItems, ...start }));
        all.push(...(page.ResourceRecordSets ?? []));
        if (!page.IsTruncated) return all;
        start = {
          StartRecordName: page.NextRecordName,
          StartRecordType: page.NextRecordType,
          ...(page.NextRecordIdentifier && { StartRecordIdentifier: page.NextRecordIdentifier }),
        };
      }
    },
    resolverRuleAssociations: (vpcId) =>
      byToken(async (NextToken) => {
        const Filters = [{ Name: 'VPCId', Values: [vpcId] }];
        const input = { Filters, MaxResults: Math.min(ASSOCIATIONS, pageSize), ...(NextToken && { NextToken }) };
        const page = await send(resolver, new ListResolverRuleAssociationsCommand(input));
        return { items: page.ResolverRuleAssociations, next: page.NextToken };
      }),
    async resolverRule(ResolverRuleId) {
      const { ResolverRule, $metadata } = await send(resolver, new GetResolverRuleCommand({ ResolverRuleId }));
      if (ResolverRule === undefined) throw unexpectedResponse($metadata);
      return ResolverRule;
    },
    profileAssociations: (ResourceId) =>
      byToken(async (NextToken) => {
        const input = { ResourceId, ...(NextToken && { NextToken }) };
        const page = await send(await profiles(), new ListProfileAssociationsCommand(input));
        return { items: page.ProfileAssociations, next: page.NextToken };
      }),
    profileResources: (ProfileId) =>
      byToken(async (NextToken) => {
        const input = { ProfileId, ...(NextToken && { NextToken }) };
        const page = await send(await profiles(), new ListProfileResourceAssociationsCommand(input));
        return { items: page.ProfileResourceAssociations, next: page.NextToken };
      }),
  };
}

interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly next: string | undefined;
}

async function byToken<T>(ask: (token: string | undefined) => Promise<Page<T>>): Promise<T[]> {
  const all: T[] = [];
  let token: string | undefined;
  do {
    const { items = [], next } = await ask(token);
    all.push(...items);
    token = next === '' ? undefined : next;
  } while (token !== undefined);
  return all;
}

/** A command that the client's type does not list, since it is described here (see dns-operations.ts). */
function send<I extends object, O extends object>(client: DnsClient, command: Command<I, O>): Promise<O> {
  return client.send(command as never) as unknown as Promise<O>;
}

interface Command<I, O> {
  readonly input: I;
  resolveMiddleware(stack: never, configuration: never, options: never): (call: never) => Promise<{ output: O }>;
}
