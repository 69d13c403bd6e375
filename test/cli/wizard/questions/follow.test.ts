import { describe, expect, it } from 'vitest';
import { BACK } from '../../../../src/cli/wizard/prompter/prompter.ts';
import { askFollow } from '../../../../src/cli/wizard/questions/follow.ts';
import { forcedDeploymentOf } from '../../../../src/watch/force.ts';
import { service } from '../../../ecs-tasks.ts';
import { type Reply, script } from '../script.ts';

const forced = forcedDeploymentOf(service());

async function answered(replies: readonly Reply[], over: Partial<Parameters<typeof askFollow>[1]> = {}) {
  const { asker, put } = script(replies);
  const answer = await askFollow(asker(true), { service: 'orders', forced, more: [], ...over });
  return { answer, put };
}

describe('what comes after the plan of a service', () => {
  it('is watching, unless the user says otherwise', async () => {
    const { answer, put } = await answered(['accept']);
    expect(answer).toBe('watch');
    expect(put.map(({ values }) => values)).toEqual([['watch', 'force', 'nothing']]);
  });

  it('forces a deployment only by a yes to that very question', async () => {
    const { answer, put } = await answered([{ answer: 'force' }, { answer: true }]);
    expect(answer).toBe('force');
    expect(put[1]?.message).toBe('Force a new deployment of orders in cluster prod (ecs:UpdateService)?');
    expect((await answered([{ answer: 'force' }, 'accept'])).answer).toBe('watch');
    expect((await answered([{ answer: 'force' }, BACK, { answer: 'nothing' }])).answer).toBe('nothing');
  });

  it('offers none where ECS cannot force it', async () => {
    const { put } = await answered(['accept'], { forced: null });
    expect(put[0]?.values).toEqual(['watch', 'nothing']);
  });

  it('proposes nothing where the service wants no task', async () => {
    const { answer } = await answered(['accept'], { forced: forcedDeploymentOf(service({ desiredCount: 0 })) });
    expect(answer).toBe('nothing');
  });

  it('goes back on Escape', async () => {
    expect((await answered([BACK])).answer).toBe(BACK);
  });
});
