import type { Endpoint } from '../../discover/entities/endpoint.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { isAvailable } from '../../facts/endpoint-state.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import type { VpcContext } from '../vpc-context.ts';

/** What is worth knowing about an endpoint that answers for a service. */
export function endpointNotes(context: VpcContext, endpoint: Endpoint, service: string): Cause[] {
  const notes: Cause[] = [];
  const values = { endpoint: endpoint.id };
  if (endpoint.requesterManaged) notes.push(cause('requester-managed', endpoint.id, { ...values, service }));
  if (service === 's3') notes.push(cause('s3-through-interface', endpoint.id, values));
  const standard = endpoint.groupIds.find((id) => context.index.securityGroups.get(id)?.name === 'default');
  if (standard !== undefined) {
    notes.push(cause('default-group-on-endpoint', endpoint.id, { ...values, group: standard }));
  }
  return notes;
}

/**
 * Endpoints that look as if they served a need, and do not: in another VPC, of the FIPS service, of S3 without its
 * names.
 */
export function similarEndpoints(context: VpcContext, need: Need): Cause[] {
  const { region } = context.snapshot;
  const { service } = need;
  const interfaces = context.endpoints.filter((endpoint) => endpoint.type === 'Interface' && isAvailable(endpoint));
  if (need.type === 'Gateway') {
    return interfaces
      .filter((endpoint) => suffixOf(region, endpoint.service) === service)
      .map(({ id, privateDns }) =>
        cause('s3-interface-not-answering', id, {
          endpoint: id,
          reason: privateDns ? 'its private DNS is for clients outside the VPC only' : 'its private DNS is off',
        }),
      );
  }
  const fips = interfaces.filter((endpoint) => suffixOf(region, endpoint.service) === fipsOf(service));
  return [
    ...fips.map(({ id }) => cause('fips-endpoint-only', id, { endpoint: id, service })),
    ...elsewhere(context, service).map(({ id, vpcId }) =>
      cause('endpoint-in-another-vpc', id, { endpoint: id, service, other: vpcId }),
    ),
  ];
}

/** `ecr.api` → `ecr-fips.api`, `kms` → `kms-fips` [aws-facts: fips-services]. */
function fipsOf(service: string): string {
  const [family, ...rest] = service.split('.');
  return [`${family}-fips`, ...rest].join('.');
}

/** One such endpoint is hint enough. */
function elsewhere({ index, vpc }: VpcContext, service: string): Endpoint[] {
  const all = index.endpointsOfService.get(service) ?? [];
  const found = all.find((each) => each.vpcId !== vpc.id && each.type === 'Interface' && isAvailable(each));
  return found === undefined ? [] : [found];
}
