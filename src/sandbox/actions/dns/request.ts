import type { PrivateZone } from '../../network/names.ts';
import { idOfZone, ownerOfZone } from '../../network/names.ts';
import type { Network, World } from '../../network/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Call } from '../action.ts';

/** Every network of the world: Route 53 is one for all regions, and zones, rules and Profiles are shared between accounts. */
export function everyNetwork({ accounts: { home } }: Call): Network[] {
  const all: World[] = [home, ...home.otherAccounts];
  return all.flatMap((world) => [world, ...world.otherRegions]);
}

/** The zones of the world, those of Profiles among them, each once. */
function everyZone(call: Call): PrivateZone[] {
  const found = everyNetwork(call).flatMap(({ privateZones, profiles }) => [
    ...privateZones,
    ...profiles.flatMap(({ zones }) => zones),
  ]);
  return [...new Map(found.map((zone) => [idOfZone(zone), zone])).values()];
}

/**
 * The zone that a request names. Only its owner gets to see it [aws-facts: zone-records].
 * @throws AccessDenied, NoSuchHostedZone
 */
export function ownZone(call: Call): PrivateZone {
  const id = call.form.required('Id').replace(/^.*\//, '');
  const zone = everyZone(call).find((each) => idOfZone(each) === id);
  call.permit([{ arn: `arn:aws:route53:::hostedzone/${id}` }]);
  if (!zone) throw new ApiError('NoSuchHostedZone', `No hosted zone found with ID: ${id}`, 404);
  if (ownerOfZone(zone) !== call.caller.accountId) {
    const on = `arn:aws:route53:::hostedzone/${id}`;
    const { arn } = call.caller;
    throw new ApiError('AccessDenied', `User: ${arn} is not authorized to access this resource: ${on}`, 403);
  }
  return zone;
}

/** Names end with a dot in Route 53's answers, and `*` is written `\052`. */
export const written = (name: string) => `${name.replace('*', '\\052')}.`;

/** Where a page begins, from the token that the page before it ended with. */
export function pageFrom<Item>(
  items: readonly Item[],
  token: string | undefined,
  wanted: number | undefined,
  most: number,
): { items: readonly Item[]; next: string | undefined } {
  const start = Number(token ?? 0);
  const end = start + Math.min(wanted ?? most, most);
  return { items: items.slice(start, end), next: end < items.length ? String(end) : undefined };
}
