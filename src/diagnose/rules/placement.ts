import { serviceFor } from '../../discover/entities/service.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { isInAvailabilityZone } from '../../discover/entities/zone.ts';
import { cause } from '../findings/cause.ts';
import type { Note, NoteRule } from '../findings/note.ts';

/**
 * Target subnets in which no endpoint interface can live: Local Zones, Wavelength Zones, Outposts, and zones that a
 * service does not offer [aws-facts: endpoint-zones, local-zones]. Their tasks are served from other zones.
 */
export const placement: NoteRule = ({ context, needs, targets }) => {
  const { snapshot } = context;
  const services = needs.filter(({ type }) => type === 'Interface').map(({ service }) => service);
  const offered = new Map(services.map((service) => [service, serviceFor(snapshot, service, 'Interface')?.zoneNames]));
  return targets.flatMap((subnet) => {
    const zone = subnet.outpostArn ?? subnet.zoneName;
    if (!isInAvailabilityZone(snapshot, subnet)) {
      return noteFor(subnet, services, `${zone} is a Local Zone, a Wavelength Zone or an Outpost`);
    }
    const lacking = services.filter((service) => {
      const zones = offered.get(service) ?? [];
      return zones.length > 0 && !zones.includes(subnet.zoneName);
    });
    return noteFor(subnet, lacking, `${zone} isn’t one of the service’s zones`);
  });
};

function noteFor({ id }: Subnet, services: readonly string[], because: string): Note[] {
  if (services.length === 0) return [];
  const values = { services: services.join(', '), subnet: id, because };
  return [{ cause: cause('no-endpoint-in-zone', id, values), hops: services, subnetIds: [id] }];
}
