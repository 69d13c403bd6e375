import { z } from 'zod';
import { subnetsOn } from '../discover/effective-route-table.ts';
import { suffixOf } from '../discover/service.ts';
import type { Subnet } from '../discover/subnet.ts';
import type { Context } from './context.ts';
import type { Step } from './step.ts';

/** Somebody besides the targets who feels a step, or something that happens to the targets in passing. */
export const SideEffect = z.object({
  kind: z.enum(['dns-flips', 'not-admitted', 'shares-route-table', 's3-connections-drop', 'vpc-wide-dns']),
  message: z.string(),
  subnetIds: z.array(z.string()),
  steps: z.array(z.string()),
});
export type SideEffect = z.infer<typeof SideEffect>;

/** Steps after which a private name resolves to an endpoint in the whole VPC, not in the targets alone [aws-facts 1.1]. */
export function flippedServices(steps: readonly Step[], region: string): string[] {
  return steps.flatMap((step) => {
    if (step.kind === 'create-interface-endpoint' && step.after.privateDns)
      return [suffixOf(region, step.after.service)];
    return step.kind === 'modify-endpoint' && step.change.privateDns === true ? [step.endpointId] : [];
  });
}

/** Who else is touched. @param admitted the subnets besides the targets that the security group lets in */
export function sideEffectsOf(context: Context, steps: readonly Step[], admitted: readonly Subnet[]): SideEffect[] {
  return [...dnsFlips(context, steps, admitted), ...routeEffects(context, steps), ...vpcWideDns(context, steps)];
}

function dnsFlips(context: Context, steps: readonly Step[], admitted: readonly Subnet[]): SideEffect[] {
  const services = flippedServices(steps, context.snapshot.region);
  if (services.length === 0 || context.others.length === 0) return [];
  const ids = steps
    .filter((step) => flippedServices([step], context.snapshot.region).length > 0)
    .map((step) => step.id);
  const admittedIds = new Set(admitted.map((subnet) => subnet.id));
  const left = context.others.filter((subnet) => !admittedIds.has(subnet.id));
  const flips: SideEffect = {
    kind: 'dns-flips',
    message: `${count(context.others.length, 'other subnet')} of ${context.vpc.id} will resolve ${services.join(', ')} to the endpoints too${left.length === 0 ? ', and the security group lets them in' : ''}.`,
    subnetIds: context.others.map((subnet) => subnet.id),
    steps: ids,
  };
  if (left.length === 0) return [flips];
  const cutOff: SideEffect = {
    kind: 'not-admitted',
    message: `${count(left.length, 'subnet')} will resolve the names to endpoints that do not let them in, and lose ${services.join(', ')}. Leave out --admit targets to admit them on TCP 443.`,
    subnetIds: left.map((subnet) => subnet.id),
    steps: ids,
  };
  return [flips, cutOff];
}

function routeEffects(context: Context, steps: readonly Step[]): SideEffect[] {
  const targetIds = new Set(context.targets.map((subnet) => subnet.id));
  return steps.flatMap((step) =>
    tablesOf(step).flatMap((tableId) => {
      const riding = subnetsOn(context.snapshot, tableId);
      const sharing = riding.filter((subnet) => !targetIds.has(subnet.id));
      const drops: SideEffect = {
        kind: 's3-connections-drop',
        message: `Open S3 connections from the ${count(riding.length, 'subnet')} on ${tableId} drop once, when the route appears.`,
        subnetIds: riding.map((subnet) => subnet.id),
        steps: [step.id],
      };
      if (sharing.length === 0) return [drops];
      const shares: SideEffect = {
        kind: 'shares-route-table',
        message: `${count(sharing.length, 'other subnet')} on ${tableId} will reach S3 through the gateway endpoint too.`,
        subnetIds: sharing.map((subnet) => subnet.id),
        steps: [step.id],
      };
      return [shares, drops];
    }),
  );
}

function tablesOf(step: Step): string[] {
  if (step.kind === 'create-gateway-endpoint') return step.after.routeTableIds;
  return step.kind === 'modify-endpoint' ? step.change.addRouteTableIds : [];
}

function vpcWideDns(context: Context, steps: readonly Step[]): SideEffect[] {
  const changes = steps.filter((step) => step.kind === 'modify-vpc-attribute');
  if (changes.length === 0) return [];
  const message = `${changes.map((step) => step.attribute).join(' and ')} will hold for everything in ${context.vpc.id}, not for the targets alone.`;
  const everyone = [...context.targets, ...context.others].map((subnet) => subnet.id);
  return [{ kind: 'vpc-wide-dns', message, subnetIds: everyone, steps: changes.map((step) => step.id) }];
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
