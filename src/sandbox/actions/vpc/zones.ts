import type { Network, Zone } from '../../network/types.ts';
import { invalidValue } from '../../protocol/api-error.ts';
import { filter } from '../../protocol/filters.ts';
import { set } from '../../protocol/wire.ts';
import { partitionOf } from '../../state/partition.ts';
import type { Action, Call } from '../action.ts';

/** The name of a subnet's zone. */
export function zoneOfSubnet(network: Network, subnetId: string): string | undefined {
  return network.subnets.find(({ id }) => id === subnetId)?.zone;
}

function check(what: string, wanted: readonly string[], known: readonly string[]): void {
  const bad = wanted.find((each) => !known.includes(each));
  if (bad) throw invalidValue(`Invalid ${what}: [${bad}]`);
}

function view(zone: Zone, { zones, region }: Network) {
  const parent = zones.find(({ name }) => name === zone.parent);
  const local = zone.type !== 'availability-zone';
  return {
    zoneName: zone.name,
    zoneId: zone.id,
    zoneType: zone.type,
    zoneState: 'available',
    regionName: region,
    optInStatus: local ? 'opted-in' : 'opt-in-not-required',
    groupName: local ? zone.name.replace(/[a-z]$/, '') : `${region}-zg-1`,
    networkBorderGroup: local ? zone.name.replace(/[a-z]$/, '') : region,
    parentZoneName: parent?.name,
    parentZoneId: parent?.id,
  };
}

/** Not paginated [aws-facts: page-sizes]. */
export const DescribeAvailabilityZones: Action = {
  mutating: false,
  run(call: Call) {
    call.permit();
    const { form, region } = call;
    const { network } = region;
    const names = form.list('ZoneName');
    const ids = form.list('ZoneId');
    check(
      'availability zone',
      names,
      network.zones.map(({ name }) => name),
    );
    check(
      'availability zone-id',
      ids,
      network.zones.map(({ id }) => id),
    );
    const test = filter<Zone>(form, {
      'zone-name': ({ name }) => name,
      'zone-id': ({ id }) => id,
      'zone-type': ({ type }) => type,
      'region-name': () => network.region,
      state: () => 'available',
    });
    const zones = network.zones.filter(
      (zone) => (!names.length || names.includes(zone.name)) && (!ids.length || ids.includes(zone.id)) && test(zone),
    );
    return { availabilityZoneInfo: set(zones.map((zone) => view(zone, network))) };
  },
};

const commercial = ['us-east-1', 'us-east-2', 'us-west-1', 'us-west-2', 'eu-west-1', 'eu-central-1', 'ap-southeast-2'];

/** The regions of the caller's partition that a sandbox knows by name; others answer as well. */
export const DescribeRegions: Action = {
  mutating: false,
  run(call: Call) {
    call.permit();
    const { form, region, accounts } = call;
    const { home } = accounts;
    const partition = partitionOf(region.network.region);
    const names = [
      home.region,
      ...home.otherRegions.map((other) => other.region),
      region.network.region,
      ...commercial,
    ];
    const known = [...new Set(names)].filter((name) => partitionOf(name) === partition).sort();
    const wanted = form.list('RegionName');
    check('region', wanted, known);
    const test = filter<string>(form, { 'region-name': (name) => name, 'opt-in-status': () => 'opt-in-not-required' });
    const found = known.filter((name) => (!wanted.length || wanted.includes(name)) && test(name));
    return {
      regionInfo: set(
        found.map((name) => ({
          regionName: name,
          regionEndpoint: `ec2.${name}.${partition.dnsSuffix}`,
          optInStatus: 'opt-in-not-required',
        })),
      ),
    };
  },
};
