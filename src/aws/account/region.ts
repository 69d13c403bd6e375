import { PullpathError } from '../../errors.ts';

/** The region in force, and who chose it: `--region`, a variable's name, or `profile NAME`. */
export interface ChosenRegion {
  readonly name: string;
  readonly source: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

const VARIABLES = ['AWS_REGION', 'AWS_DEFAULT_REGION'] as const;

/**
 * The flag, else the variables in the order of the AWS CLI; null where neither speaks and the profile is to be asked.
 */
export function regionFrom(flag: string | undefined, environment: Environment): ChosenRegion | null {
  if (flag !== undefined && flag !== '') return { name: flag, source: '--region' };
  for (const source of VARIABLES) {
    const name = environment[source];
    if (name !== undefined && name !== '') return { name, source };
  }
  return null;
}

/**
 * The region of a profile of the shared config files. `ask` is the SDK's own reader, so that the files are understood
 * as everywhere. Rejects with `MissingRegion`: pullpath never falls back to a region that was not chosen.
 * @param flaw what is wrong with those files, if anything
 */
export async function regionOfProfile(
  profile: string,
  ask: () => Promise<string>,
  flaw: () => Promise<PullpathError | null>,
): Promise<ChosenRegion> {
  let name: string;
  try {
    name = await ask();
  } catch (cause) {
    const broken = await flaw();
    if (broken !== null) throw broken;
    throw new PullpathError('credentials', {
      code: 'MissingRegion',
      message: `No region is chosen: no --region, no AWS_REGION, and the profile ${profile} names none.`,
      remedy: 'Pass --region, e.g. `--region eu-west-1`, or set AWS_REGION.',
      cause,
    });
  }
  return { name, source: `profile ${profile}` };
}

/** Rejects what cannot be a region's name before it becomes part of a host name. */
export function checkRegionName(region: ChosenRegion): void {
  if (/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(region.name)) return;
  throw new PullpathError('credentials', {
    code: 'InvalidRegion',
    message: `\`${region.name}\` (from ${region.source}) cannot be the name of a region.`,
    remedy: 'Pass --region, e.g. `--region eu-west-1`.',
  });
}
