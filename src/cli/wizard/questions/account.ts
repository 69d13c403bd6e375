import { isKnownRegion, REGIONS } from '../../../aws/account/regions.ts';
import type { PlatformVersion } from '../../../diagnose/need.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../../facts/platform-version.ts';
import type { IngressProfile } from '../../../plan/choices.ts';
import { Options } from '../../line/options.ts';
import type { Back, Choice, Prompter } from '../prompter.ts';

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
  return isNew ? [...choices, { value: wanted, cells: [wanted, 'not known to this version of pullpath'] }] : choices;
}

/**
 * What the endpoints' security group lets in from each target subnet. Only TCP 443 is ever used
 * [aws-facts: endpoint-ingress].
 */
export function askIngress(prompter: Prompter, preset: IngressProfile | undefined): Promise<IngressProfile | Back> {
  return prompter.one<IngressProfile>({
    message: 'What may the target subnets send to the endpoints?',
    choices: [
      {
        value: 'guide',
        cells: ['guide', 'TCP 80, TCP 443, UDP 53'],
        about: 'The rules of the guide that pullpath implements. TCP 80 and UDP 53 are superfluous, and do no harm.',
      },
      { value: 'https', cells: ['https', 'TCP 443'], about: 'All that AWS requires.' },
    ],
    preset: preset ?? 'guide',
  });
}

/**
 * Which Fargate platform version: the older ones get their registry token over Fargate's own interface
 * [aws-facts: task-interface].
 */
export function askPlatformVersion(
  prompter: Prompter,
  preset: PlatformVersion | undefined,
): Promise<PlatformVersion | Back> {
  return prompter.one<PlatformVersion>({
    message: 'Which Fargate platform version do the tasks run on?',
    choices: [
      { value: '1.4.0', cells: ['1.4.0 or later', 'needs ecr.api, ecr.dkr and S3'] },
      { value: '1.3.0', cells: ['1.3.0 or earlier', 'needs ecr.dkr and S3'] },
    ],
    preset: preset ?? DEFAULT_PLATFORM_VERSION,
  });
}
