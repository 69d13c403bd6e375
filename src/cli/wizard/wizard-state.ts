import type { Snapshot } from '../../discover/snapshot.ts';
import type { Style } from '../../render/layout/formatter.ts';
import { formatterFor } from '../../render/layout/formatter.ts';
import { paragraph } from '../../render/layout/paragraph.ts';
import { type AccountHeading, headingLines } from '../../render/text/heading.ts';
import type { Options } from '../line/options.ts';

/** A label and what was answered, or found. */
export type GivenAnswer = readonly [label: string, text: string];

/** How far the options have got. */
export interface WizardState {
  readonly options: Options;
  /** What was answered before going back, and is proposed again. */
  readonly kept: Partial<Options>;
  readonly answers: readonly GivenAnswer[];
  /** Null until the region is known. */
  readonly region: string | null;
  /** Null until the account has been read. */
  readonly reading: AccountReading | null;
}

export interface AccountReading {
  readonly snapshot: Snapshot;
  readonly accountHeading: AccountHeading;
}

/** The state with one more answer. */
export function withAnswer(state: WizardState, options: Partial<Options>, answer: GivenAnswer): WizardState {
  return { ...state, options: { ...state.options, ...options }, answers: [...state.answers, answer] };
}

/** The state that is returned to, with what the one that is left has to propose. */
export function keepAnswers(before: WizardState, left: WizardState): WizardState {
  return { ...before, kept: { ...left.kept, ...left.options } };
}

/** What stands over a question: where this is, and what has been answered so far. */
export function stateLines({ reading, answers }: WizardState, style: Style): string[] {
  const format = formatterFor(style);
  const place = reading === null ? [] : headingLines(format, reading.accountHeading, []);
  return [
    ...place,
    ...answers.flatMap(([label, text]) => paragraph(format, format.plain(text), format.dim(label.padEnd(9)))),
  ];
}
