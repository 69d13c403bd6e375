import { shellWord } from '../../remedy/shell-syntax.ts';
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

export interface NextCommand {
  readonly argv: string[];
  /** The same, for a person to paste into a POSIX shell. */
  readonly command: string;
}

/** @param words the command and flags that the family asks for, e.g. `['plan', '--modify-existing']` */
export function nextCommand(words: readonly string[], target: CommandTarget): NextCommand {
  const [command = 'audit', ...flags] = words;
  const argv = ['pullpath', command, ...flags, ...(command === 'iam-policy' ? [] : targetFlags(target))];
  return { argv, command: argv.map((word) => shellWord(word, 'posix')).join(' ') };
}

function targetFlags({ region, vpcId, subnetIds, platformVersion, services }: CommandTarget): string[] {
  const extra = services.filter((service) => !BASE_HOPS.has(service as HopName));
  return [
    ...flag('--region', region),
    ...flag('--vpc-id', vpcId),
    ...flag('--subnet-ids', subnetIds.length === 0 ? null : subnetIds.join(',')),
    ...flag('--platform-version', platformVersion),
    ...flag('--with', extra.length === 0 ? null : extra.join(',')),
  ];
}

function flag(name: string, value: string | null): string[] {
  return value === null ? [] : [name, value];
}
