import { describe, expect, it } from 'vitest';
import { BACK } from '../../../../src/cli/wizard/prompter/prompter.ts';
import { askPlatformVersion } from '../../../../src/cli/wizard/questions/account.ts';
import { askRecovery } from '../../../../src/cli/wizard/questions/recovery.ts';
import { PullpathError } from '../../../../src/errors.ts';
import { shown } from '../shown.ts';

describe('the question for the platform version', () => {
  it('proposes the current one and tells what each needs', async () => {
    const question = await shown((prompter) => askPlatformVersion(prompter, undefined));
    expect(question.lines()).toEqual([
      '? Which Fargate platform version do the tasks run on?',
      '❯ 1.4.0 or later    needs ecr.api, ecr.dkr and S3',
      '  1.3.0 or earlier  needs ecr.dkr and S3',
      '',
      '↑↓ move, enter choose, esc back, ctrl-c quit',
    ]);
    await question.press('enter');
    expect(await question.answer).toBe('1.4.0');
  });

  it('goes back on Escape, and only where there is something to go back to', async () => {
    const question = await shown((prompter) => askPlatformVersion(prompter, '1.3.0'));
    await question.press('escape');
    expect(await question.answer).toBe(BACK);
    const first = await shown((prompter) => askPlatformVersion(prompter, undefined), { canGoBack: false });
    expect(first.lines().at(-1)).toBe('↑↓ move, enter choose, ctrl-c quit');
    await first.press('escape', 'enter');
    expect(await first.answer).toBe('1.4.0');
  });
});

describe('the question after the account could not be read', () => {
  const expired = new PullpathError('credentials', {
    code: 'SsoSessionExpired',
    message: 'The SSO session of the profile prod has expired, or was never opened.',
    remedy: 'Run `aws sso login --profile prod` and try again.',
  });

  it('names what to do, and proposes to try again', async () => {
    const question = await shown((prompter) => askRecovery(prompter, expired, ['again']));
    expect(question.lines()).toEqual([
      'The SSO session of the profile prod has expired, or was never opened.',
      '(SsoSessionExpired)',
      'Run `aws sso login --profile prod` and try again.',
      '',
      '? What now?',
      '❯ Try again',
      '  Quit',
      '',
      '↑↓ move, enter choose, esc back, ctrl-c quit',
    ]);
    await question.press('enter');
    expect(await question.answer).toBe('again');
  });

  it('offers another region where the region was asked for', async () => {
    const question = await shown((prompter) => askRecovery(prompter, expired, ['again', 'region']));
    await question.press('down', 'enter');
    expect(await question.answer).toBe('region');
  });

  it('does not offer to try again what can only fail again', async () => {
    const noVpc = new PullpathError('usage', { code: 'NoVpc', message: 'No VPC.', remedy: 'Check --region.' });
    const question = await shown((prompter) => askRecovery(prompter, noVpc, ['region']));
    expect(question.lines().join('\n')).not.toContain('Try again');
    await question.press('down', 'enter');
    expect(await question.answer).toBe('leave');
  });
});
