import type { Snapshot } from '../../discover/snapshot.ts';
import { PRICES, type PriceTable } from '../../plan/preview/prices.ts';
import type { Style } from '../../render/layout/formatter.ts';
import { formatterFor } from '../../render/layout/formatter.ts';
import { paragraph } from '../../render/layout/paragraph.ts';
import { diagnosisBrief } from '../../render/text/diagnosis-brief.ts';
import { type AccountHeading, headingLines } from '../../render/text/heading.ts';
import type { Workload } from '../../workload/workload.ts';
import type { Options } from '../line/options.ts';
import type { PlannedRun } from '../run/plan/plan-run.ts';
import type { FailingService } from './account/failing-services.ts';
import type { ServiceReading } from './account/read-services.ts';

/** A label and what was answered, or found. */
export type GivenAnswer = readonly [label: string, text: string];

/** A question that is still to be put about the VPC. */
export type OpenQuestion = 'subnets' | 'platform' | 'extras';

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
  /** The service to fix; `vpc` where the user chose a VPC instead, null where nothing was chosen. */
  readonly service: FailingService | 'vpc' | null;
  /** What ECS tells of the service that was chosen. */
  readonly workload: Workload | null;
  /** What the options come to, by what was read; null until VPC and targets are known. */
  readonly assessment: PlannedRun | null;
  readonly pending: readonly OpenQuestion[];
  /** What is said above the questions. */
  readonly notes: readonly string[];
  readonly prices: PriceTable;
}

export interface AccountReading {
  readonly snapshot: Snapshot;
  readonly accountHeading: AccountHeading;
  /** The region's ECS services; null where the options say which VPC is meant. */
  readonly services: ServiceReading | null;
}

/** Where the wizard begins. @param region null where nobody has chosen one */
export function initialState(options: Options, region: string | null, prices: PriceTable = PRICES): WizardState {
  return {
    options,
    kept: {},
    answers: [],
    region,
    reading: null,
    service: null,
    workload: null,
    assessment: null,
    pending: ['subnets', 'platform', 'extras'],
    notes: [],
    prices,
  };
}

/** The state with one more answer. */
export function withAnswer(state: WizardState, options: Partial<Options>, answer: GivenAnswer): WizardState {
  return { ...state, options: { ...state.options, ...options }, answers: [...state.answers, answer] };
}

/** The state that is returned to, with what the one that is left has to propose. */
export function keepAnswers(before: WizardState, left: WizardState): WizardState {
  return { ...before, kept: { ...left.kept, ...left.options } };
}

/** What stands over a question: where this is, what has been answered so far, and the diagnosis as it is by then. */
export function stateLines({ reading, answers, assessment, notes }: WizardState, style: Style): string[] {
  const format = formatterFor(style);
  const heading = reading === null ? [] : headingLines(format, reading.accountHeading, []);
  const given = answers.flatMap(([label, text]) => paragraph(format, format.plain(text), format.dim(label.padEnd(9))));
  const said = [...(reading?.services?.note != null && assessment === null ? [reading.services.note] : []), ...notes];
  const noteLines = said.flatMap((note) => paragraph(format, format.dim(note)));
  const diagnosis = assessment === null ? [] : diagnosisBrief(format, assessment.diagnosis);
  return [...heading, ...noteLines, ...given, ...(diagnosis.length === 0 ? [] : ['', ...diagnosis])];
}
