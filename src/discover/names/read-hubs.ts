import type { DnsReader } from '../../aws/read/dns-reader.ts';
import type { HubReader } from '../../aws/read/hub-reader.ts';
import type { Reader } from '../../aws/read/reader.ts';
import { PullpathError } from '../../errors.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { contains } from '../addresses/cidr.ts';
import { type Endpoint, toEndpoint } from '../entities/endpoint.ts';
import { suffixOf } from '../entities/service.ts';
import { toVpc } from '../entities/vpc.ts';
import type { TransitAttachment, VpcConnections } from '../entities/vpc-connections.ts';
import { discover } from '../reading/discover.ts';
import type { Snapshot } from '../snapshot.ts';

/** One account that may be asked: the run's own, or one of `--hub-role-arn`. */
export interface HubAccount {
  readonly reader: Reader;
  readonly dns: DnsReader;
  readonly hubs: HubReader;
}

const ENDPOINT = /^vpce-[0-9a-z]+/;

/**
 * The VPCs of other networks that names lead to, and how they are connected, from every account that may be asked. What is
 * refused is left out, and judged as unknown.
 * @param accounts the run's own first
 */
export async function readHubs(
  snapshot: Snapshot,
  vpcIds: readonly string[],
  services: readonly string[],
  accounts: readonly HubAccount[],
): Promise<Snapshot> {
  const targets = targetsOf(snapshot, vpcIds);
  const [own, ...others] = accounts;
  if (own === undefined || (targets.length === 0 && others.length === 0)) return snapshot;
  const found = await Promise.all([
    hubOf(
      snapshot,
      own,
      snapshot.endpoints.filter((each) => leadsTo(targets, each) && !vpcIds.includes(each.vpcId)),
    ),
    ...others.map(async (account) => {
      const endpoints = await orElse(async () => (await account.reader.endpoints({})).map(toEndpoint), []);
      const serving = endpoints.filter(
        (each) =>
          leadsTo(targets, each) ||
          (each.type === 'Interface' && services.includes(suffixOf(snapshot.region, each.service))),
      );
      return hubOf(snapshot, account, serving, targets);
    }),
  ]);
  const hubs = found.flat();
  if (hubs.length === 0 && targets.length === 0) return snapshot;
  return { ...snapshot, hubs, connections: await connectionsOf(snapshot, vpcIds, accounts) };
}

/** Ids of endpoints and addresses that the names of these VPCs lead to. */
function targetsOf({ names }: Snapshot, vpcIds: readonly string[]): string[] {
  const asked = names.filter(({ vpcId }) => vpcIds.includes(vpcId));
  const records = asked.flatMap(({ zones }) => zones ?? []).flatMap((zone) => zone.records ?? []);
  return [
    ...records.flatMap(({ aliasOf, values }) =>
      [aliasOf ?? '', ...values].flatMap((text) => ENDPOINT.exec(text)?.[0] ?? []),
    ),
    ...records.filter(({ type }) => type === 'A').flatMap(({ values }) => values),
    ...asked.flatMap(({ profileEndpointIds }) => profileEndpointIds),
  ];
}

function leadsTo(targets: readonly string[], { id }: Endpoint): boolean {
  return targets.includes(id);
}

async function hubOf(
  { region }: Snapshot,
  { reader }: HubAccount,
  endpoints: readonly Endpoint[],
  addresses: readonly string[] = [],
): Promise<Snapshot[]> {
  const named = addresses.filter((text) => /^[\d.]+$/.test(text));
  const around =
    named.length === 0
      ? []
      : (await orElse(async () => (await reader.vpcs({})).map(toVpc), [])).filter(({ cidrBlocks }) =>
          cidrBlocks.some((cidr) => named.some((address) => contains(cidr, address))),
        );
  const vpcIds = [
    ...new Set([...endpoints.filter((each) => !isGone(each)).map(({ vpcId }) => vpcId), ...around.map(({ id }) => id)]),
  ];
  return vpcIds.length === 0 ? [] : orElse(async () => [await discover(reader, { region, vpcIds })], []);
}

/** What the accounts together tell: each sees its own attachments, the gateway's owner all, with their tables. */
async function connectionsOf(
  snapshot: Snapshot,
  vpcIds: readonly string[],
  accounts: readonly HubAccount[],
): Promise<VpcConnections> {
  const routes = snapshot.routeTables.filter(({ vpcId }) => vpcIds.includes(vpcId)).flatMap((table) => table.routes);
  const targets = (kind: string) => [
    ...new Set(routes.filter(({ target }) => target.kind === kind).map(({ target }) => target.id)),
  ];
  const gatewayIds = targets('transit-gateway');
  const peeringIds = targets('peering');
  const told = await Promise.all(
    accounts.map(async ({ hubs }) => {
      if (gatewayIds.length === 0) return { all: [], subnets: [], tables: [] };
      const all = await orElse(() => hubs.transitGatewayAttachments(gatewayIds), []);
      const vpcs = [
        ...new Set(all.filter(({ ResourceType }) => ResourceType === 'vpc').map(({ ResourceId }) => ResourceId ?? '')),
      ];
      const subnets = await orElse(() => hubs.transitGatewayVpcAttachments(vpcs), []);
      const ids = [...new Set(all.flatMap(({ Association }) => Association?.TransitGatewayRouteTableId ?? []))];
      const tables = await Promise.all(
        ids.map(async (id) => ({ id, found: await orElse(() => hubs.transitGatewayRoutes(id), null) })),
      );
      return { all, subnets, tables };
    }),
  );
  const attachments = new Map<string, TransitAttachment>();
  for (const raw of told.flatMap(({ all }) => all)) {
    const id = raw.TransitGatewayAttachmentId ?? '';
    const known = attachments.get(id);
    attachments.set(id, {
      id,
      gatewayId: raw.TransitGatewayId ?? '',
      gatewayOwner: raw.TransitGatewayOwnerId ?? known?.gatewayOwner ?? '',
      vpcId: raw.ResourceId ?? '',
      owner: raw.ResourceOwnerId ?? '',
      state: raw.State ?? '',
      subnetIds: known?.subnetIds ?? null,
      tableId: raw.Association?.TransitGatewayRouteTableId ?? known?.tableId ?? null,
    });
  }
  for (const raw of told.flatMap(({ subnets }) => subnets)) {
    const known = attachments.get(raw.TransitGatewayAttachmentId ?? '');
    if (known !== undefined) attachments.set(known.id, { ...known, subnetIds: raw.SubnetIds ?? known.subnetIds });
  }
  const tables = told
    .flatMap((each) => each.tables)
    .flatMap(({ id, found }) => {
      // Of what is kept back nothing can be told, and an empty list may be what others than the owner get.
      if (found === null || found.more || found.routes.length === 0) return [];
      const own = found.routes.map((route) => ({
        cidr: route.DestinationCidrBlock ?? '',
        attachmentId:
          route.State === 'active' ? (route.TransitGatewayAttachments?.[0]?.TransitGatewayAttachmentId ?? null) : null,
        isStatic: route.Type === 'static',
      }));
      return [{ id, routes: own.filter(({ cidr }) => cidr !== '' && !cidr.includes(':')) }];
    });
  const peerings =
    peeringIds.length === 0
      ? []
      : (await Promise.all(accounts.map(({ hubs }) => orElse(() => hubs.peeringConnections(peeringIds), [])))).flat();
  return {
    attachments: [...attachments.values()],
    tables: [...new Map(tables.map((table) => [table.id, table])).values()],
    peerings: peerings.map((raw) => ({
      id: raw.VpcPeeringConnectionId ?? '',
      state: raw.Status?.Code ?? '',
      vpcIds: [raw.RequesterVpcInfo?.VpcId ?? '', raw.AccepterVpcInfo?.VpcId ?? ''],
    })),
  };
}

/** What cannot be read decides nothing; anything else than a refusal or a failure of AWS's is a fault of the run. */
async function orElse<T>(read: () => Promise<T>, otherwise: T): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof PullpathError && (error.kind === 'refused-by-aws' || error.kind === 'failed'))
      return otherwise;
    throw error;
  }
}
