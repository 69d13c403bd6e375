import { expect, it } from 'vitest';
import { formatterFor } from '../../../src/render/layout/formatter.ts';
import { resultBlocks } from '../../../src/render/plan/results-text.ts';
import { planFor } from '../../cli/wizard/world.ts';

it('what the user stopped stands under "Not finished", and is said to go on and to be billed', async () => {
  const plan = await planFor('guide');
  const error = { code: 'Interrupted', message: 'Stopped by you; vpce-1 was still pending.', remedy: 'Go on.' };
  const results = [{ step: 'endpoint:ecr.api', status: 'failed' as const, error }];
  const text = resultBlocks(formatterFor({ colour: false, width: 100, unicode: true }), plan, results).flat();
  expect(text).toContain('Not finished');
  expect(text).not.toContain('Failed');
  expect(text.join('\n')).toContain('What it creates exists and is billed until rolled back.');
});
