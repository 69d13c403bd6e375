import { codeOf } from '../../diagnose/catalogue/catalogue.ts';
import type { HostedZone } from '../../discover/entities/private-names.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { privateZoneNames } from '../../discover/names/service-hosts.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import { pullpath } from '../../remedy/command.ts';
import { mergeRemedies, type Remedy } from '../../remedy/remedy.ts';
import type { Blocker } from '../blocker.ts';
import type { PlanContext } from '../plan-context.ts';
import type { Step } from '../step.ts';

/** Findings on who answers a name, and on the way to an endpoint of another VPC. */
const ON_NAMES = /^PP(1[2-9]\d|9\d\d)$/;

/** Says of the zone what the refusal says already. */
const UNREADABLE = codeOf('zone-not-readable');

/**
 * Endpoints whose private DNS AWS would refuse, since a private hosted zone of the VPC has the same name already
 * [aws-facts: private-dns-conflict]. What repairs that zone is cheaper than an endpoint beside it, so it comes first.
 */
export function zoneConflicts(context: PlanContext, steps: readonly Step[]): Blocker[] {
  return steps.flatMap((step) => {
    const service = serviceWithPrivateDns(context, step);
    const zone = service === null ? undefined : zoneOf(context, service);
    return service === null || zone === undefined
      ? []
      : [conflict(context, suffixOf(context.snapshot.region, service), zone)];
  });
}

/** The service for which a step switches private DNS on. */
function serviceWithPrivateDns({ snapshot }: PlanContext, step: Step): string | null {
  if (step.kind === 'create-interface-endpoint') return step.after.privateDns ? step.after.service : null;
  if (step.kind !== 'modify-endpoint' || step.change.privateDns !== true) return null;
  return indexOf(snapshot).endpoints.get(step.endpointId)?.service ?? null;
}

/** A zone of the VPC itself: what a Profile brings is not associated with it, and stands in nobody's way. */
function zoneOf({ snapshot, vpc }: PlanContext, service: string): HostedZone | undefined {
  const offered = snapshot.endpointServices.find(({ name, type }) => name === service && type === 'Interface');
  const taken = privateZoneNames(offered?.privateDnsNames ?? []);
  const zones = indexOf(snapshot).names.get(vpc.id)?.zones ?? [];
  return zones.find(({ name, isManaged, profileId }) => !isManaged && profileId === null && taken.includes(name));
}

function conflict({ diagnosis, snapshot, vpc }: PlanContext, service: string, zone: HostedZone): Blocker {
  const found = diagnosis.findings.filter(
    ({ code, hops, verdict }) => ON_NAMES.test(code) && verdict !== 'open' && hops.includes(service),
  );
  const isOwn = zone.owner === snapshot.caller.account;
  const owner = isOwn ? '' : ` of account ${zone.owner}`;
  const instead: Remedy = isOwn
    ? [
        'Or make the endpoint without private DNS, and point the zone’s records at it:',
        pullpath('apply', { vpcId: vpc.id, privateDns: false }),
      ]
    : `Or have account ${zone.owner} take the zone off ${vpc.id}; then an endpoint with private DNS can be made here.`;
  return {
    code: 'ZoneOwnsName',
    message: `The private hosted zone ${zone.name} (${zone.id})${owner} already answers for ${service} in ${vpc.id}, and AWS refuses an endpoint with private DNS beside it.`,
    remedy: mergeRemedies([
      ...found.flatMap(({ code, message, remedy }) => (code === UNREADABLE ? [remedy] : [message, remedy])),
      instead,
    ]),
    step: null,
  };
}
