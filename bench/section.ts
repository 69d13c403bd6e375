import { table } from '../src/render/formats/markdown-text.ts';

/** One part of the report: what was measured, how, and the figures. */
export interface Section {
  readonly title: string;
  /** Paragraphs before the table. */
  readonly text: readonly string[];
  readonly heads: readonly string[];
  readonly rows: readonly (readonly string[])[];
  /** Paragraphs after it. */
  readonly remarks?: readonly string[];
}

export function sectionText({ title, text, heads, rows, remarks = [] }: Section): string {
  return [`## ${title}`, ...text, table(heads, rows), ...remarks].join('\n\n');
}

/** Milliseconds from seconds. */
export function ms(seconds: number): string {
  return `${Math.round(seconds * 1000)} ms`;
}

/** Seconds as such. */
export function s(seconds: number): string {
  return `${seconds.toFixed(seconds < 10 ? 2 : 1)} s`;
}

export function mib(mebibytes: number): string {
  return `${Math.round(mebibytes)} MiB`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)} ×`;
}
