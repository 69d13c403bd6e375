import type { OptionValue, PullpathCommand } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { BASE_HOPS, type HopName } from '../hop.ts';

/** What the text, or the user, tells about where to look. */
export interface CommandTarget {
  readonly region: string | null;
  readonly vpcId: string | null;
  readonly subnetIds: readonly string[];
  /** Only 1.3.0 changes what is needed [aws-facts: fargate-needs]. */
  readonly platformVersion: '1.3.0' | null;
  /** Suffixes of the endpoint services at which messages stop. */
  readonly services: readonly string[];
}

/** @param next the command and flags that the family asks for */
export function nextCommand(next: NonNullable<Family['next']>, target: CommandTarget): PullpathCommand {
  const options = { ...next.options, ...(next.command === 'iam-policy' ? {} : targetOptions(target)) };
  return { program: 'pullpath', command: next.command, args: [...(next.args ?? [])], options };
}

function targetOptions({ region, vpcId, subnetIds, platformVersion, services }: CommandTarget) {
  const extra = services.filter((service) => !BASE_HOPS.has(service as HopName));
  const told: readonly (readonly [string, OptionValue | null])[] = [
    ['region', region],
    ['vpcId', vpcId],
    ['subnetIds', subnetIds.length === 0 ? null : [...subnetIds]],
    ['platformVersion', platformVersion],
    ['with', extra.length === 0 ? null : extra],
  ];
  return Object.fromEntries(told.filter((each): each is [string, OptionValue] => each[1] !== null));
}
