import { COMMANDS, type CommandName } from './command-table.ts';
import { flagOf } from './flag-lookup.ts';
import { keyOf } from './flag-name.ts';
import type { FlagName } from './flags.ts';

/** Flags and positionals under their camel-case names, as given. */
type Values = Readonly<Record<string, unknown>>;

/**
 * Where the words of a command line, each of them sound, do not go together: a sentence each, without its full stop.
 */
export function flagConflicts(command: CommandName, values: Values): string[] {
  const given = COMMANDS[command].flags.filter((name) => isGiven(values[keyOf(name)]));
  return [
    ...exclusiveConflicts(given),
    ...multiVpcConflicts(command, given, values),
    ...(isGiven(values.plan) ? savedPlanConflicts(command, given) : []),
    ...missingCompanions(command, given),
    ...missingPartners(command, given),
    ...unknownReports(command, values),
  ];
}

/** Pairs that would leave it open which of the two counts. */
function exclusiveConflicts(given: readonly FlagName[]): string[] {
  return given.flatMap((name) =>
    Object.entries(flagOf(name).excludes ?? {})
      .filter(([other]) => given.includes(other as FlagName))
      .map(([other, why]) => together(name, other, why)),
  );
}

/** The first of these that is given says how many are asked about. */
const ASK_ABOUT_SEVERAL = ['all-vpcs', 'all-services', 'regions', 'role-arn'] as const satisfies readonly FlagName[];

function multiVpcConflicts(command: CommandName, given: readonly FlagName[], values: Values): string[] {
  const wide = ASK_ABOUT_SEVERAL.find(
    (name) => given.includes(name) && flagOf(name).asksAboutSeveral?.(values[keyOf(name)]),
  );
  if (wide === undefined) return [];
  if (wide === 'role-arn' && !COMMANDS[command].flags.includes('all-vpcs'))
    return [`pullpath ${command} takes one --${wide}; several are for audit`];
  const narrow = given.filter((name) => flagOf(name).isAboutOneVpc);
  const regions = [values.regions ?? []].flat();
  // To list them all, one of them has to be asked.
  const two = given.includes('region') && regions.length > 0 && !regions.includes('all');
  return [
    ...narrow.map((name) => together(name, wide, `--${name} is about one VPC, --${wide} about several`)),
    ...(two ? [together('region', 'regions', 'name every region with --regions')] : []),
  ];
}

function savedPlanConflicts(command: CommandName, given: readonly FlagName[]): string[] {
  const used = command === 'export' ? 'exported' : 'applied';
  return given
    .filter((name) => flagOf(name).isSettledByPlan)
    .map((name) => `--${name} does not go with a saved plan, which is ${used} as it is`);
}

/** What says how a plan is shown or kept has nothing to say where it is applied. */
function missingCompanions(command: CommandName, given: readonly FlagName[]): string[] {
  return given
    .filter((name) => {
      const { onlyWith } = flagOf(name);
      return onlyWith !== undefined && COMMANDS[command].flags.includes(onlyWith) && !given.includes(onlyWith);
    })
    .map((name) => `--${name} is for pullpath plan, or for --${flagOf(name).onlyWith}`);
}

/** What says where to look for something else, which has to be named too. */
function missingPartners(command: CommandName, given: readonly FlagName[]): string[] {
  return given.flatMap((name) => {
    const partners = (flagOf(name).onlyWithOneOf ?? []).filter((other) =>
      (COMMANDS[command].flags as readonly string[]).includes(other),
    );
    const [last = '', ...others] = partners.map((other) => `--${other}`).toReversed();
    const isMissing = partners.length > 0 && !partners.some((other) => given.includes(other as FlagName));
    return isMissing ? [`--${name} goes with ${others.toReversed().join(', ')} or ${last}: name one of them`] : [];
  });
}

/** A report is written in a format that the command has. */
function unknownReports(command: CommandName, { report }: Values): string[] {
  const formats: readonly string[] = COMMANDS[command].formats.filter((format) => format !== 'jsonl');
  return (Array.isArray(report) ? report : [])
    .map((item) => String(item).split('=', 1)[0] ?? '')
    .filter((format) => flagOf('output').choices?.includes(format) && !formats.includes(format))
    .map(
      (format) =>
        `--report of pullpath ${command} takes ${formats.slice(0, -1).join(', ')} or ${formats.at(-1)}, not ${format}`,
    );
}

function together(a: string, b: string, why: string): string {
  return `--${a} and --${b} cannot go together: ${why}`;
}

/** `--no-private-dns` is a value too. */
function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}
