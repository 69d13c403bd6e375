import { nameOf } from './flag-name.ts';
import type { CommandName } from './flags.ts';

/** Flags and positionals under their camel-case names, as given. */
type Values = Readonly<Record<string, unknown>>;

/** Pairs that would leave it open which of the two counts. */
const EXCLUSIVE: readonly (readonly [string, string, string])[] = [
  ['subnetIds', 'subnetTag', 'choose subnets by id or by tag'],
  ['routeTableIds', 'routeTableTag', 'choose tables by id or by tag'],
  ['sandbox', 'endpointUrl', 'the simulated account is where the requests go'],
  ['sandbox', 'profile', 'the simulated account has credentials of its own'],
];

/** What is in one VPC, and so says nothing of several. */
const OF_ONE_VPC = ['vpcId', 'subnetIds', 'taskSecurityGroupIds'];

/** What a saved plan has settled already. */
const OF_THE_PLAN = [
  'region',
  'vpcId',
  'subnetIds',
  'subnetTag',
  'routeTableIds',
  'routeTableTag',
  'platformVersion',
  'with',
  'taskSecurityGroupIds',
  'ingress',
  'admit',
  'stack',
  'privateDns',
  'azs',
  'modifyExisting',
  'dryRun',
  'out',
];

/** Where the words of a command line, each of them sound, do not go together: a sentence each, without its full stop. */
export function disagreements(command: CommandName, values: Values): string[] {
  const given = (name: string) => isGiven(values[name]);
  const pairs = EXCLUSIVE.filter(([a, b]) => given(a) && given(b)).map(([a, b, why]) => together(a, b, why));
  return [...pairs, ...aboutTheEstate(command, values), ...aboutThePlan(command, values)];
}

function aboutTheEstate(command: CommandName, values: Values): string[] {
  const roles = [values.roleArn ?? []].flat().length;
  if (command !== 'audit') return roles > 1 ? [`pullpath ${command} takes one --role-arn; several are for audit`] : [];
  const wide = isGiven(values.allVpcs) ? 'allVpcs' : isGiven(values.regions) ? 'regions' : roles > 1 ? 'roleArn' : null;
  if (wide === null) return [];
  const narrow = OF_ONE_VPC.filter((name) => isGiven(values[name]));
  const regions = [values.regions ?? []].flat();
  // To list them all, one of them has to be asked.
  const two = isGiven(values.region) && regions.length > 0 && !regions.includes('all');
  return [
    ...narrow.map((name) => together(name, wide, `${flag(name)} is about one VPC, ${flag(wide)} about several`)),
    ...(two ? [together('region', 'regions', 'name every region with --regions')] : []),
  ];
}

function aboutThePlan(command: CommandName, values: Values): string[] {
  if (command !== 'apply') return [];
  if (isGiven(values.plan)) {
    return OF_THE_PLAN.filter((name) => isGiven(values[name])).map(
      (name) => `${flag(name)} does not go with a saved plan, which is applied as it is`,
    );
  }
  return ['out', 'detailedExitcode']
    .filter((name) => isGiven(values[name]) && !isGiven(values.dryRun))
    .map((name) => `${flag(name)} is for pullpath plan, or for --dry-run`);
}

function together(a: string, b: string, why: string): string {
  return `${flag(a)} and ${flag(b)} cannot go together: ${why}`;
}

/** `--no-private-dns` is a value too. */
function isGiven(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined;
}

function flag(name: string): string {
  return `--${nameOf(name)}`;
}
