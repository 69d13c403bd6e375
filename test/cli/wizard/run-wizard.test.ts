import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BACK, type Back } from '../../../src/cli/wizard/prompter/prompter.ts';
import { runWizard, type WizardStep } from '../../../src/cli/wizard/run-wizard.ts';

type State = readonly string[];
type Reply = string | Back;

/** Stops that give the replies of a script, in order, and a log of what was asked in which state. */
function scripted(
  names: readonly string[],
  replies: readonly Reply[],
  over: Record<string, Partial<WizardStep<State>>> = {},
) {
  const left = [...replies];
  const log: string[] = [];
  const stops = names.map(
    (name): WizardStep<State> => ({
      isOpen: () => true,
      asks: true,
      run: async (state, canGoBack) => {
        log.push(`${name}${canGoBack ? '' : ' (first)'} after [${state.join(' ')}]`);
        const reply = left.shift();
        if (reply === undefined) throw new Error(`${name} has no reply`);
        return reply === BACK ? BACK : [...state, reply];
      },
      ...over[name],
    }),
  );
  return { stops, log };
}

describe('the walk through the questions', () => {
  it('asks every open question once, in order', async () => {
    const { stops, log } = scripted(['a', 'b', 'c'], ['1', '3'], { b: { isOpen: () => false } });
    expect(await runWizard(stops, [])).toEqual(['1', '3']);
    expect(log).toEqual(['a (first) after []', 'c after [1]']);
  });

  it('goes back to the question before, in the state that it was asked in', async () => {
    const { stops, log } = scripted(['a', 'b', 'c'], ['1', '2', BACK, BACK, '4', '5', '6']);
    expect(await runWizard(stops, [])).toEqual(['4', '5', '6']);
    expect(log).toEqual([
      'a (first) after []',
      'b after [1]',
      'c after [1 2]',
      'b after [1]',
      'a (first) after []',
      'b after [4]',
      'c after [4 5]',
    ]);
  });

  it('goes back over work, which is done again on the way forward', async () => {
    let works = 0;
    const work: Partial<WizardStep<State>> = { asks: false, run: async (state) => [...state, `work ${++works}`] };
    const { stops, log } = scripted(['a', 'work', 'b'], ['1', BACK, '2', '3'], { work });
    expect(await runWizard(stops, [])).toEqual(['2', 'work 2', '3']);
    expect(log.at(-1)).toBe('b after [2 work 2]');
  });

  it('lets work send back to the question that led to it', async () => {
    let fails = true;
    const run: WizardStep<State>['run'] = async (state) => {
      if (!fails) return state;
      fails = false;
      return BACK;
    };
    const { stops } = scripted(['a', 'work'], ['1', '2'], { work: { asks: false, run } });
    expect(await runWizard(stops, [])).toEqual(['2']);
  });

  it('stays at the first question where there is no way back', async () => {
    const { stops, log } = scripted(['a'], [BACK, '1']);
    expect(await runWizard(stops, [])).toEqual(['1']);
    expect(log).toEqual(['a (first) after []', 'a (first) after []']);
  });

  it('decides anew what is open after going back', async () => {
    const { stops, log } = scripted(['a', 'b', 'c'], ['skip', BACK, 'go', '2', '3'], {
      b: { isOpen: (state) => !state.includes('skip') },
    });
    expect(await runWizard(stops, [])).toEqual(['go', '2', '3']);
    expect(log).toEqual([
      'a (first) after []',
      'c after [skip]',
      'a (first) after []',
      'b after [go]',
      'c after [go 2]',
    ]);
  });

  it('hands what was left over to what is returned to', async () => {
    const { stops } = scripted(['a', 'b'], ['1', BACK, '2', '3']);
    const recall = (before: State, left: State) => [...before, `recalled ${left.join(' ')}`];
    expect(await runWizard(stops, [], recall)).toEqual(['recalled 1', '2', '3']);
  });

  it('ends with the last answer to every question, however often it went to and fro', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 30 }), async (backs) => {
        const names = ['a', 'b', 'c', 'd'];
        const replies = [...backs.map((back, i) => (back ? BACK : `r${i}`)), 'w', 'x', 'y', 'z'];
        const { stops } = scripted(names, replies);
        const expected: Reply[] = [];
        for (const reply of replies) {
          if (expected.length === names.length) break;
          if (reply === BACK) expected.pop();
          else expected.push(reply);
        }
        expect(await runWizard(stops, [])).toEqual(expected);
      }),
    );
  });
});
