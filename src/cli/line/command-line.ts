import {
  type CommandReference,
  type CommandWord,
  isPullpath,
  type OptionValue,
  type PullpathCommand,
} from '../../remedy/command.ts';
import { COMMANDS, type CommandName, isCommand } from './command-table.ts';
import { FLAG_NAMES, flagOf } from './flag-lookup.ts';
import { keyOf } from './flag-name.ts';
import { Options } from './options.ts';

/** Whose account a printed command is to mean: that of a run. */
export interface RunTarget {
  readonly options: Options;
  /** The region that it works in; null where that is not known yet. */
  readonly region: string | null;
}

/** What a command is to have besides, or instead of, what the run has. */
type Over = { readonly [K in keyof Options]?: Options[K] | CommandWord };

/**
 * The command that does with the same account, targets and choices what `command` does. It names only what is not the
 * default. `--yes` is left out: it was given for one run. `over` may set it again.
 */
export function commandFor(command: CommandName, options: Options, over: Over = {}): PullpathCommand {
  const values = { ...options, yes: false, ...over };
  const { flags } = COMMANDS[command];
  const isPlaced = flags.includes('service') && (values.service !== undefined || values.task !== undefined);
  const named = flags
    .filter((name) => !flagOf(name).isPerRun || keyOf(name) in over)
    .map(keyOf)
    .filter((key) => !(isPlaced && TOLD_BY_WORKLOAD.has(key)))
    .filter((key) => JSON.stringify(values[key]) !== JSON.stringify(STANDARD[key]))
    .map((key) => [key, values[key]]);
  return { program: 'pullpath', command, options: given(named) };
}

/** What a service or task tells, so that a command that names it does not name these beside it. */
const TOLD_BY_WORKLOAD: ReadonlySet<string> = new Set([
  'vpcId',
  'subnetIds',
  'subnetTag',
  'taskSecurityGroupIds',
  'platformVersion',
]);

/** Where one of several words is chosen for who says nothing: the schema leaves these open, so that the wizard asks. */
const DEFAULTED_CHOICES = Object.fromEntries(
  FLAG_NAMES.flatMap((name) => {
    const flag = flagOf(name);
    return flag.choices === undefined || flag.default === undefined ? [] : [[keyOf(name), flag.default]];
  }),
);

/** What a run has that was asked for nothing. */
const STANDARD: Options = { ...Options.parse({}), ...DEFAULTED_CHOICES };

/** What a script would run to do the same without a question. */
export function equivalentCommand(options: Options): PullpathCommand {
  return commandFor('apply', options, { yes: true });
}

/** What applies a saved plan: it knows region and targets by itself, but not the way into the account. */
export function commandForSaved(file: string, options: Options): PullpathCommand {
  const named = ACCOUNT_SELECTING_FLAGS.map((key) => [key, options[key]]);
  // What begins with a dash would be taken for a flag.
  const path = file.startsWith('-') ? `./${file}` : file;
  return { program: 'pullpath', command: 'apply', args: [path], options: given(named) };
}

/** What leads into the account, whichever region it is. */
const ACCOUNT_SELECTING_FLAGS = FLAG_NAMES.filter((name) => flagOf(name).selectsAccount).map(keyOf);

/**
 * The command with the way into the account of the run and, where it means the same targets, with the run's choices.
 * What it names by itself stands; lists are joined. What needs no account stays as it is.
 */
export function completed(command: CommandReference, run: RunTarget): CommandReference {
  if (!isPullpath(command))
    return command.program === 'aws'
      ? { ...command, flags: { ...awsFlags(command.args, run), ...command.flags } }
      : command;
  const name = command.command;
  if (!isCommand(name) || !COMMANDS[name].flags.some((flag) => flagOf(flag).selectsAccount && flag !== 'from'))
    return command;
  const { options } = run;
  // A simulated account stands in one region, which its world names.
  const region = options.sandbox === undefined ? (run.region ?? options.region) : options.region;
  const kept = command.keepsChoices ? options : accountOf(options);
  const own = Object.entries(command.options ?? {}).map(([key, value]) => [key, joined(kept, key, value)]);
  // Subnets are chosen by id or by tag, and not by both.
  const subnetTag = command.options?.subnetIds === undefined ? kept.subnetTag : [];
  const { options: whole } = commandFor(name, { ...kept, region, subnetTag }, Object.fromEntries(own));
  return { program: 'pullpath', command: name, args: command.args, options: whole };
}

/** The options that choose the account, and nothing else of the run. */
function accountOf(options: Options): Options {
  return { ...Options.parse({}), ...Object.fromEntries(ACCOUNT_SELECTING_FLAGS.map((key) => [key, options[key]])) };
}

/** What a list names beside what the run names. */
function joined(kept: Options, key: string, value: OptionValue): unknown {
  const standing = kept[key as keyof Options];
  const isList = key === 'subnetIds' && Array.isArray(standing);
  return isList ? [...new Set([...standing, value].flat())] : value;
}

/** How commands of the AWS CLI reach the account of the run; a simulated one has none that they could reach. */
function awsFlags([service, operation]: readonly CommandWord[], { options, region }: RunTarget) {
  // It reads files, and fails where the profile that is named is not in them.
  if (service === 'configure' && operation === 'list-profiles') return {};
  const { profile, endpointUrl, sandbox } = options;
  const isSimulated = sandbox !== undefined;
  return {
    ...(region === null || !REGIONAL.has(service) ? {} : { region }),
    ...(profile === undefined || isSimulated ? {} : { profile }),
    ...(endpointUrl === undefined || isSimulated || !SERVED.has(service) ? {} : { 'endpoint-url': endpointUrl }),
  };
}

const REGIONAL: ReadonlySet<unknown> = new Set(['ec2', 'ecr', 'ecs', 'kms', 'logs', 'secretsmanager', 'ssm']);
/** What pullpath itself sends to the endpoint that the user names. */
const SERVED: ReadonlySet<unknown> = new Set(['ec2', 'ecs', 'sts']);

function given(named: readonly (readonly unknown[])[]): Record<string, OptionValue> {
  return Object.fromEntries(named.filter(([, value]) => value !== undefined));
}
