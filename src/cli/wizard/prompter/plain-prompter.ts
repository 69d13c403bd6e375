import { createInterface } from 'node:readline';
import type { Remedy } from '../../../remedy/remedy.ts';
import { formatterFor } from '../../../render/layout/formatter.ts';
import { joinLines } from '../../../render/layout/paragraph.ts';
import { remedyLines } from '../../../render/text/remedy.ts';
import type { Screen } from './inquirer-prompter.ts';
import { userAborted } from './keys.ts';
import { BACK, type Back, type Choice, type Prompter } from './prompter.ts';
import { rowsOf } from './rows.ts';

/** Rows are led by their number. */
const MARGIN = 5;

/**
 * Asks line by line: for terminals that cannot move the cursor (`TERM=dumb`), where Inquirer's prompts are unreadable.
 * Choices are numbered, Enter takes what is proposed, and `b` goes back.
 */
export function plainPrompter(screen: Screen): Prompter {
  const format = formatterFor(screen.style);
  const say = (lines: readonly string[]) => void screen.streams.output.write(joinLines(lines));
  const paragraphs = (texts: readonly Remedy[]) => texts.flatMap((text) => remedyLines(format, text, ''));

  /** Reads lines until one is an answer. */
  async function until<T>(hint: string, read: (text: string) => Reading<T>): Promise<T | Back> {
    for (;;) {
      const text = (await readLine(screen, `${hint}${screen.canGoBack ? '; b = back' : ''}: `)).trim();
      if (screen.canGoBack && /^b(ack)?$/i.test(text)) return BACK;
      const reading = read(text);
      if ('answer' in reading) return reading.answer;
      say(paragraphs([reading.complaint]));
    }
  }

  function show(message: string, choices: readonly Choice<unknown>[]): void {
    const rows = rowsOf(choices, format, MARGIN);
    say([...paragraphs([message]), ...rows.map((row, i) => `${String(i + 1).padStart(MARGIN - 2)}. ${row}`)]);
  }

  return {
    one: ({ message, more = [], choices, preset }) => {
      say(paragraphs(more));
      show(message, choices);
      const proposed = choices.findIndex(({ value }) => value === preset);
      const hint = proposed < 0 ? 'Number' : `Number (Enter = ${proposed + 1})`;
      return until(hint, (text) => chosen(choices, text === '' ? String(proposed + 1) : text));
    },
    search: ({ message, find, preset }) => {
      say(paragraphs([message]));
      const proposed = find('').find(({ value }) => value === preset);
      const hint = `Part of its name${proposed === undefined ? '' : ` (Enter = ${proposed.cells[0] || String(proposed.value)})`}`;
      return until(hint, (text) => {
        if (text === '' && proposed !== undefined) return { answer: proposed.value };
        const found = find(text);
        const exact = found.find(({ cells }) => cells.includes(text)) ?? (found.length === 1 ? found[0] : undefined);
        if (exact !== undefined) return { answer: exact.value };
        return { complaint: found.length === 0 ? 'No match.' : `Several match: ${namesOf(found)}.` };
      });
    },
    any: ({ message, choices, presets, complaint }) => {
      show(message, choices);
      const proposed = choices.flatMap(({ value }, i) => (presets.includes(value) ? [i + 1] : []));
      const hint = `Numbers separated by commas, or none (Enter = ${proposed.join(',') || 'none'})`;
      return until(hint, (text) => {
        const words = (text === '' ? proposed.join(',') : text)
          .split(/[\s,]+/)
          .filter((word) => !['', 'none'].includes(word));
        const readings = words.map((word) => chosen(choices, word));
        const values = readings.flatMap((reading) => ('answer' in reading ? [reading.answer] : []));
        const wrong = readings.find((reading) => 'complaint' in reading);
        const found = wrong === undefined ? complaint(values) : wrong.complaint;
        return found === null ? { answer: values } : { complaint: found };
      });
    },
    line: ({ message, more = [], preset, complaint }) => {
      say(paragraphs([...more, message]));
      return until(preset === '' ? 'Answer' : `Answer (Enter = ${preset})`, (text) => {
        const answer = text === '' ? preset : text;
        const found = complaint(answer);
        return found === null ? { answer } : { complaint: found };
      });
    },
    consent: ({ message, more }) => {
      say(paragraphs([...more, message]));
      return until('y or n (Enter = n)', (text) => {
        if (/^(y|yes)$/i.test(text)) return { answer: true };
        return /^(|n|no)$/i.test(text) ? { answer: false } : { complaint: 'Answer y or n.' };
      });
    },
  };
}

type Reading<T> = { readonly answer: T } | { readonly complaint: string };

function chosen<T>(choices: readonly Choice<T>[], text: string): Reading<T> {
  const choice = /^\d+$/.test(text) ? choices[Number(text) - 1] : undefined;
  return choice === undefined
    ? { complaint: `Answer with a number from 1 to ${choices.length}.` }
    : { answer: choice.value };
}

function namesOf(choices: readonly Choice<unknown>[]): string {
  return choices.map(({ cells }) => cells.find((cell) => cell !== '')).join(', ');
}

function readLine({ streams: { input, output } }: Screen, prompt: string): Promise<string> {
  const lines = createInterface({ input, output, terminal: false });
  return new Promise((resolve, reject) => {
    lines.on('close', () => reject(userAborted()));
    lines.question(prompt, (answer) => {
      resolve(answer);
      lines.close();
    });
  });
}
