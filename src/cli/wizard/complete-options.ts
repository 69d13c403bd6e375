import { textOf } from '../../render/paragraph.ts';
import type { Invocation } from '../invocation.ts';
import type { Options } from '../options.ts';
import { askerFor } from './asker-for.ts';
import { whileSaying } from './busy.ts';
import { type Draft, draftLines, recall } from './draft.ts';
import type { AskerAt } from './question-stops.ts';
import { knownRegion, readAccount } from './read-account.ts';
import { walk } from './walk.ts';
import { wizardStops } from './wizard-stops.ts';

/**
 * Asks for what the flags left open, one screen a question, and answers options that need no question any more. Nothing is
 * asked where nothing is open. The region is filled in only where it was asked for: else the command finds it where the
 * wizard did, and can say where that is.
 * @throws interrupted where the user leaves; credentials and the like where the account cannot be read; usage where a flag is wrong
 */
export async function completeOptions(invocation: Invocation): Promise<Options> {
  const { options, terminal } = invocation;
  const askerAt: AskerAt = (draft, canGoBack) => askerFor(terminal, (style) => draftLines(draft, style), canGoBack);
  const read = async (completed: Options) => {
    const what = `Reading ${completed.region ?? region} …`;
    const reading = await whileSaying(invocation, what, () => readAccount(invocation, completed));
    const wasAsked = completed.region !== options.region;
    return wasAsked ? { ...reading, place: { ...reading.place, regionFrom: 'your answer' } } : reading;
  };
  const region = await knownRegion(invocation, options);
  const start: Draft = { options, recalled: {}, answers: [], region, reading: null };
  const end = await walk(wizardStops(askerAt, read), start, recall);
  if (end.answers.length > 0)
    terminal.notice(textOf([...draftLines({ ...end, reading: null }, terminal.noticeStyle), '']));
  return end.options;
}
