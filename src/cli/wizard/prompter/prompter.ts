import type { Remedy } from '../../../remedy/remedy.ts';

/** The answer that is none: the one before is to be given again. */
export const BACK = Symbol('back');
export type Back = typeof BACK;

/** One thing to choose; how it is laid out is the prompter's business. */
export interface Choice<T> {
  readonly value: T;
  /** What a person tells it by, set in columns with those of the other choices. Ids among them are never cut. */
  readonly cells: readonly string[];
  /** More about it, shown while the cursor is on it. */
  readonly about?: string;
  /** Can be chosen, but is hardly meant. */
  readonly isUnlikely?: boolean;
}

/** One of several. */
export interface SelectPrompt<T> {
  readonly message: string;
  /** Paragraphs that stand above the question, with commands in them where there is something to run. */
  readonly more?: readonly Remedy[];
  readonly choices: readonly Choice<T>[];
  readonly preset: T | undefined;
}

/** One of many, found by typing a part of it. */
export interface SearchPrompt<T> {
  readonly message: string;
  /** The choices for what was typed so far; at first that is nothing. */
  readonly find: (term: string) => readonly Choice<T>[];
  /** Undefined: nothing is chosen for the user, who has to move or type first. */
  readonly preset: T | undefined;
}

/** Any of several. */
export interface CheckboxPrompt<T> {
  readonly message: string;
  readonly choices: readonly Choice<T>[];
  readonly presets: readonly T[];
  /** What is wrong with an answer, in a sentence; null where nothing is. */
  readonly complaint: (values: readonly T[]) => string | null;
  /** Told of the selection as it changes, where it is to outlive the prompt. */
  readonly onSelect?: ((values: readonly T[]) => void) | undefined;
}

/** A line of text. */
export interface TextPrompt {
  readonly message: string;
  /** Paragraphs that stand above the question, with commands in them where there is something to run. */
  readonly more?: readonly Remedy[];
  readonly preset: string;
  readonly complaint: (text: string) => string | null;
}

/** A yes or a no; Enter means no. */
export interface YesNo {
  readonly message: string;
  readonly more: readonly Remedy[];
}

/** Asks one question at a time. Every method rejects with an `interrupted` error where the user leaves. */
export interface Prompter {
  one<T>(question: SelectPrompt<T>): Promise<T | Back>;
  search<T>(question: SearchPrompt<T>): Promise<T | Back>;
  any<T>(question: CheckboxPrompt<T>): Promise<readonly T[] | Back>;
  line(question: TextPrompt): Promise<string | Back>;
  consent(question: YesNo): Promise<boolean | Back>;
}
