import type { Endpoint } from '../discover/entities/endpoint.ts';
import { PullpathError } from '../errors.ts';
import { isGone } from '../facts/endpoint-state.ts';
import { aws, pullpath } from '../remedy/command.ts';

/**
 * Why AWS refuses a private name [aws-facts: private-dns-conflict]: an endpoint that came in between has
 * it, or a private hosted zone of Route 53 associated with the VPC, which no call of EC2 shows.
 */
export function privateDnsConflict(
  { region, vpcId }: { readonly region: string; readonly vpcId: string },
  service: string,
  endpoints: readonly Endpoint[],
  cause: unknown,
): PullpathError {
  const holder = endpoints.find((each) => each.service === service && each.privateDns && !isGone(each));
  const requestId = cause instanceof PullpathError ? cause.requestId : undefined;
  if (holder !== undefined) {
    return new PullpathError('failed', {
      code: 'NameTakenInBetween',
      message: `${holder.id}, which was created after the plan was made, answers for ${service} already.`,
      remedy: ['To continue with what is there now:', pullpath('apply', { vpcId })],
      requestId,
      cause,
    });
  }
  return new PullpathError('needs-person', {
    code: 'PrivateZoneHoldsName',
    message: `The private name of ${service} is taken in ${vpcId}, and by no endpoint there: a Route 53 private hosted zone for it is associated with the VPC, which EC2 does not show.`,
    remedy: [
      'Look which zone it is:',
      aws('route53 list-hosted-zones-by-vpc', { 'vpc-id': vpcId, 'vpc-region': region }),
      'If it leads the name to an endpoint that the tasks reach, the path may be open already: pullpath cannot see it, so it is unknown.',
      'If not, disassociate the zone from the VPC, then continue. --no-private-dns doesn’t help: the zone still answers.',
    ],
    requestId,
    cause,
  });
}
