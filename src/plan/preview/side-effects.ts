import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import { subnetsOn } from '../../discover/routing/effective-route-table.ts';
import { classify, hasNoEgress } from '../../discover/routing/subnet-class.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { formatCount, formatList } from '../../words.ts';
import type { PlanContext } from '../plan-context.ts';
import { refText } from '../ref.ts';
import { admissionOf } from '../security-group/admission-of.ts';
import type { Step } from '../step.ts';
import { regressionsOf } from './preview.ts';
import type { SideEffect } from './side-effect.ts';

/** The snapshot and its diagnosis when every step is done. */
export interface SnapshotAfter {
  readonly snapshot: Snapshot;
  readonly diagnosis: Diagnosis;
}

/**
 * After it a private name resolves to an endpoint in the whole VPC, not only in the targets
 * [aws-facts: private-dns-whole-vpc].
 */
export function changesPrivateDns(step: Step): boolean {
  return (
    (step.kind === 'create-interface-endpoint' && step.after.privateDns) ||
    (step.kind === 'modify-endpoint' && step.change.privateDns === true)
  );
}

/** What changes besides the target subnets. */
export function sideEffectsOf(context: PlanContext, steps: readonly Step[], foreseen: SnapshotAfter): SideEffect[] {
  const names = dnsFlips(context, steps, foreseen.snapshot);
  const known = new Set(names.filter(({ kind }) => kind === 'not-admitted').flatMap(({ subnetIds }) => subnetIds));
  const others = new Set(context.others.map(({ id }) => id).filter((id) => !known.has(id)));
  return [
    ...names,
    ...regressionsOf(context.diagnosis, foreseen.diagnosis, steps, (id) => others.has(id)),
    ...routeEffects(context, steps),
    ...vpcWideDns(context.snapshot, context.vpc.id, steps),
  ];
}

function dnsFlips(
  { snapshot, others, choices }: PlanContext,
  steps: readonly Step[],
  foreseen: Snapshot,
): SideEffect[] {
  const flipping = steps.filter(changesPrivateDns).map((step) => ({ step: step.id, ...flippedBy(step, foreseen) }));
  if (flipping.length === 0 || others.length === 0) return [];
  const shutOut = flipping.map(({ groupIds, ...rest }) => ({
    ...rest,
    left: others.filter(
      ({ cidrBlock }) => admissionOf(foreseen, groupIds, cidrBlock, choices.taskSecurityGroupIds) !== 'yes',
    ),
  }));
  const left = others.filter((subnet) => shutOut.some((entry) => entry.left.includes(subnet)));
  const named = (entries: readonly { service: string }[]) =>
    formatList(entries.map(({ service }) => suffixOf(snapshot.region, service)));
  const everybody: SideEffect = {
    kind: 'dns-flips',
    message: `${formatCount(others.length, 'other subnet')} will also use the endpoints for ${named(flipping)}${left.length === 0 ? '; the security group allows it' : ''}.`,
    subnetIds: others.map((subnet) => subnet.id),
    steps: flipping.map(({ step }) => step),
  };
  if (left.length === 0) return [everybody];
  const closing = shutOut.filter((entry) => entry.left.length > 0);
  const hint = choices.admit === 'targets' ? ' Without --admit targets they are admitted on TCP 443.' : '';
  const cutOff: SideEffect = {
    kind: 'not-admitted',
    message: `${formatCount(left.length, 'subnet')} may lose ${named(closing)}: the names will resolve to endpoints that may not admit them.${hint}`,
    subnetIds: left.map((subnet) => subnet.id),
    steps: closing.map(({ step }) => step),
  };
  return [everybody, cutOff];
}

/** Which service's names flip, and the groups of the endpoint that they will lead to. */
function flippedBy(step: Step, foreseen: Snapshot): { readonly service: string; readonly groupIds: readonly string[] } {
  if (step.kind === 'create-interface-endpoint')
    return { service: step.after.service, groupIds: step.after.groupIds.map(refText) };
  const endpoint = foreseen.endpoints.find(({ id }) => id === step.subject.id);
  return { service: endpoint?.service ?? step.subject.id, groupIds: endpoint?.groupIds ?? [] };
}

function routeEffects({ snapshot, targets }: PlanContext, steps: readonly Step[]): SideEffect[] {
  const targetIds = new Set(targets.map((subnet) => subnet.id));
  return steps.flatMap((step) => {
    const riding = tablesOf(snapshot, step).flatMap((tableId) => subnetsOn(snapshot, tableId));
    const sharing = riding.filter((subnet) => !targetIds.has(subnet.id));
    const shares: SideEffect = {
      kind: 'shares-route-table',
      message: `${formatCount(sharing.length, 'other subnet')} on the same route tables will also reach S3 through the gateway endpoint.`,
      subnetIds: sharing.map((subnet) => subnet.id),
      steps: [step.id],
    };
    // Without a way out there is no connection that could drop.
    const connected = riding.filter((subnet) => !hasNoEgress(classify(snapshot, subnet).class));
    return [...(sharing.length === 0 ? [] : [shares]), ...connectionsDrop(connected, step.id, 'added')];
  });
}

/**
 * [aws-facts: s3-connections-drop] the source address of a connection changes with its route.
 * @returns nothing where there is no such subnet
 */
export function connectionsDrop(riding: readonly Subnet[], step: string, when: 'added' | 'removed'): SideEffect[] {
  if (riding.length === 0) return [];
  return [
    {
      kind: 's3-connections-drop',
      message: `Open S3 connections in ${formatCount(riding.length, 'subnet')} drop once, when the route is ${when}.`,
      subnetIds: riding.map((subnet) => subnet.id),
      steps: [step],
    },
  ];
}

/** The tables of S3; other services that gateway endpoints serve are asked for, and carry no images. */
function tablesOf({ endpoints }: Snapshot, step: Step): string[] {
  const isS3 = (service: string | undefined) => service?.endsWith('.s3') ?? false;
  if (step.kind === 'create-gateway-endpoint') return isS3(step.after.service) ? step.after.routeTableIds : [];
  if (step.kind !== 'modify-endpoint') return [];
  return isS3(endpoints.find(({ id }) => id === step.endpointId)?.service) ? step.change.addRouteTableIds : [];
}

/** The DNS attributes of a VPC reach further than what pullpath opens or rolls back. */
export function vpcWideDns({ subnets }: Snapshot, vpcId: string, steps: readonly Step[]): SideEffect[] {
  const changes = steps
    .filter((step) => step.kind === 'modify-vpc-attribute' || step.kind === 'restore-vpc-attribute')
    .filter(({ before, after }) => before.value !== after.value);
  if (changes.length === 0) return [];
  const names = changes
    .map(({ attribute, after }) => `${attribute} is turned ${after.value ? 'on' : 'off'}`)
    .join(' and ');
  const message = `${names} for everything in ${vpcId}, not just the target subnets.`;
  const everyone = subnets.filter((subnet) => subnet.vpcId === vpcId).map(({ id }) => id);
  return [{ kind: 'vpc-wide-dns', message, subnetIds: everyone, steps: changes.map((step) => step.id) }];
}
