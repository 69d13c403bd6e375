import { idOfZone, ownerOfZone, type ZoneRecord } from '../../network/names.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action } from '../action.ts';
import { ownZone, pageFrom, written } from './request.ts';

/** Zones of any account that are associated with a VPC; those of Profiles are not among them. */
const ListHostedZonesByVPC: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const { form, accounts, caller, timing } = call;
    const vpcId = form.required('vpcid');
    const { network } = accounts.region(caller.accountId, form.required('vpcregion'));
    const zones = network.privateZones.filter(({ vpcIds }) => vpcIds.includes(vpcId));
    const most = Math.min(100, timing.pageSize ?? 100);
    const { items, next } = pageFrom(zones, form.text('nexttoken'), form.integer('maxitems'), most);
    return {
      HostedZoneSummaries: {
        HostedZoneSummary: items.map((zone) => ({
          HostedZoneId: idOfZone(zone),
          Name: written(zone.domain),
          Owner: { OwningAccount: ownerOfZone(zone) },
        })),
      },
      MaxItems: String(most),
      NextToken: next,
    };
  },
};

const GetHostedZone: Action = {
  mutating: false,
  run(call) {
    const zone = ownZone(call);
    return {
      HostedZone: {
        Id: `/hostedzone/${idOfZone(zone)}`,
        Name: written(zone.domain),
        CallerReference: zone.domain,
        Config: { PrivateZone: true },
        ResourceRecordSetCount: (zone.records?.length ?? 0) + 2,
        ...(zone.publicFallback ? { Features: { PublicDNSFallbackStatus: 'ENABLED' } } : {}),
      },
      VPCs: { VPC: zone.vpcIds.map((VPCId) => ({ VPCRegion: call.region.network.region, VPCId })) },
    };
  },
};

function recordView({ name, type, values = [], alias }: ZoneRecord): Fields {
  if (alias) {
    const target = { HostedZoneId: alias.zoneId, DNSName: `${alias.dnsName}.`, EvaluateTargetHealth: false };
    return { Name: written(name), Type: type, AliasTarget: target };
  }
  const records = values.map((Value) => ({ Value }));
  return { Name: written(name), Type: type, TTL: 300, ResourceRecords: { ResourceRecord: records } };
}

const ListResourceRecordSets: Action = {
  mutating: false,
  run(call) {
    const zone = ownZone(call);
    const { form, timing } = call;
    const own: ZoneRecord[] = [
      { name: zone.domain, type: 'NS' as ZoneRecord['type'], values: ['ns-0.awsdns-00.com.'] },
      {
        name: zone.domain,
        type: 'SOA' as ZoneRecord['type'],
        values: ['ns-0.awsdns-00.com. awsdns. 1 7200 900 1209600 86400'],
      },
      ...(zone.records ?? []),
    ];
    const start = form.text('name');
    const from =
      start === undefined
        ? 0
        : own.findIndex((each) => written(each.name) === start && each.type === form.text('type'));
    if (from < 0) throw new ApiError('InvalidInput', `Invalid parameter: ${start}`);
    const most = Math.min(300, timing.pageSize ?? 300, form.integer('maxitems') ?? 300);
    const next = own[from + most];
    return {
      ResourceRecordSets: { ResourceRecordSet: own.slice(from, from + most).map(recordView) },
      IsTruncated: next !== undefined,
      ...(next ? { NextRecordName: written(next.name), NextRecordType: next.type } : {}),
      MaxItems: String(most),
    };
  },
};

/** Every action of Route 53 that the sandbox answers, under AWS's name. */
export const route53Actions: Readonly<Record<string, Action>> = {
  GetHostedZone,
  ListHostedZonesByVPC,
  ListResourceRecordSets,
};
