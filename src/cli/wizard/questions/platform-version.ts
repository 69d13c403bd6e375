import type { PlatformVersion } from '../../../diagnose/need.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../../facts/platform-version.ts';
import type { Back, Prompter } from '../prompter.ts';

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
