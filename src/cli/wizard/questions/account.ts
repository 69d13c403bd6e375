import { isKnownRegion, REGIONS } from '../../../aws/account/regions.ts';
import type { PlatformVersion } from '../../../diagnose/need.ts';
import { DEFAULT_PLATFORM_VERSION, PLATFORM_VERSIONS } from '../../../facts/platform-version.ts';
import { Options } from '../../line/options.ts';
import type { Back, Choice, Prompter } from '../prompter/prompter.ts';

/** Which region, where neither a flag nor the environment nor the profile says so. Nobody is given one by default. */
export function askRegion(prompter: Prompter, preset: string | undefined): Promise<string | Back> {
  return prompter.search({ message: 'Which region?', find: regionsLike, preset });
}

/** By name and by place; and a region that opened after this version was made, where it is spelt out. */
function regionsLike(term: string): Choice<string>[] {
  const wanted = term.trim().toLowerCase();
  const found = REGIONS.filter(({ name, description }) => `${name} ${description}`.toLowerCase().includes(wanted));
  const choices = found.map(({ name, description }) => ({ value: name, cells: [name, description] }));
  const isNew = wanted !== '' && Options.shape.region.safeParse(wanted).success && !isKnownRegion(wanted);
  return isNew ? [...choices, { value: wanted, cells: [wanted, 'newer than this version of pullpath'] }] : choices;
}

/**
 * Which Fargate platform version: the older ones get their registry token over Fargate's own interface
 * [aws-facts: task-interface].
 */
export function askPlatformVersion(
  prompter: Prompter,
  preset: PlatformVersion | undefined,
): Promise<PlatformVersion | Back> {
  const [current, earlier] = PLATFORM_VERSIONS;
  return prompter.one<PlatformVersion>({
    message: 'Which Fargate platform version do the tasks run on?',
    choices: [
      { value: current, cells: [`${current} or later`, 'needs ecr.api, ecr.dkr and S3'] },
      { value: earlier, cells: [`${earlier} or earlier`, 'needs ecr.dkr and S3'] },
    ],
    preset: preset ?? DEFAULT_PLATFORM_VERSION,
  });
}
