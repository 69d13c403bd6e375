import { z } from 'zod';
import { PullpathError } from '../errors.ts';
import { EcsScope, type Recorded, UnreadSection } from './recorded.ts';
import { type Item, isSection, keyOfItem, SECTION_NAMES, type SectionName, sectionOf } from './sections.ts';
import { kept, WrongShape } from './shape.ts';

/** The first word of every snapshot file. */
const FORMAT = 'pullpath-snapshot';
/** Rises when older versions would read a file wrongly; sections and fields that they do not know may come at any time. */
const FORMAT_VERSION = 1;

/** The first line of a file: whose account it is, and what was asked for. */
export const Header = z.object({
  format: z.literal(FORMAT),
  formatVersion: z.literal(FORMAT_VERSION),
  pullpath: z.string().describe('the version that wrote the file'),
  takenAt: z.string().nullable().describe('ISO 8601; null where it is not known'),
  account: z.string(),
  arn: z.string().describe('of the caller'),
  region: z.string(),
  vpcIds: z.array(z.string()).nullable().describe('the VPCs that were asked about; null: the whole region'),
  ecs: EcsScope.nullable().describe('what of ECS was asked; null: nothing'),
  redacted: z.boolean().describe('account ids, names, tags and public addresses are replaced by others'),
});

/** The last line: without it, a file has been cut off. */
export const End = z.object({
  end: z.object({ items: z.number().int().describe('how many there are in all sections') }),
});

/** Items of a line: few enough that no line is long, enough that there are few lines. */
const PER_LINE = 100;

/** A snapshot as lines of text, without their ends: one line at a time, however large it is. */
export function* linesOf(recorded: Recorded, version: string): Generator<string> {
  const { sections, unread, account, arn, region, takenAt, vpcIds, ecs, redacted } = recorded;
  const header: z.infer<typeof Header> = {
    format: FORMAT,
    formatVersion: FORMAT_VERSION,
    pullpath: version,
    takenAt,
    account,
    arn,
    region,
    vpcIds: vpcIds === null ? null : [...vpcIds],
    ecs,
    redacted,
  };
  yield JSON.stringify(header);
  let count = 0;
  for (const section of SECTION_NAMES) {
    const items = sections.get(section);
    if (items === undefined) continue;
    // An empty section is one that was read.
    for (let i = 0; i === 0 || i < items.length; i += PER_LINE)
      yield JSON.stringify({ section, items: items.slice(i, i + PER_LINE) });
    count += items.length;
  }
  for (const entry of unread) yield JSON.stringify({ unread: entry });
  yield JSON.stringify({ end: { items: count } });
}

/** What a file held. */
export interface ReadSnapshot {
  readonly recorded: Recorded;
  /** Names of sections that this version does not know, and so has left out. */
  readonly unknownSections: readonly string[];
}

/** Reads a snapshot file line by line; every trouble with it is a usage error that names the file and the line. */
export class SnapshotFileParser {
  readonly #file: string;
  readonly #sections = new Map<SectionName, Map<string, Item>>();
  readonly #unknown = new Set<string>();
  readonly #unread: UnreadSection[] = [];
  #header: z.infer<typeof Header> | null = null;
  #line = 0;
  #count = 0;
  #ended = false;

  /** @param file as error messages name it */
  constructor(file: string) {
    this.#file = file;
  }

  /** True of a text with which a snapshot file begins. */
  static begins(line: string): boolean {
    return line.trimStart().startsWith(`{"format":"${FORMAT}"`);
  }

  add(line: string): void {
    this.#line += 1;
    if (line.trim() === '') return;
    if (this.#ended) throw this.#damaged('something follows its last line');
    const value = this.#parsed(line);
    if (this.#header === null) this.#header = this.#headerIn(value);
    else if (Array.isArray(value.items) && typeof value.section === 'string')
      this.#addItems(value.section, value.items);
    else if ('unread' in value) this.#unread.push(this.#valid(UnreadSection, value.unread));
    else if ('end' in value) this.#end(this.#valid(End, value).end.items);
    else throw this.#damaged(`line ${this.#line} is none that pullpath writes`);
  }

  /** @throws usage where the last line has not come */
  finish(): ReadSnapshot {
    if (this.#header === null) throw this.#damaged('it is empty');
    if (!this.#ended) throw this.#damaged('its end is missing');
    const { pullpath: _, format: __, formatVersion: ___, ...rest } = this.#header;
    const sections = new Map([...this.#sections].map(([section, items]) => [section, [...items.values()]]));
    return { recorded: { ...rest, sections, unread: this.#unread }, unknownSections: [...this.#unknown] };
  }

  #parsed(line: string): Record<string, unknown> {
    try {
      const value: unknown = JSON.parse(line);
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    throw this.#damaged(`line ${this.#line} is not a JSON object`);
  }

  #headerIn(value: Record<string, unknown>): z.infer<typeof Header> {
    const { formatVersion } = value;
    if (typeof formatVersion === 'number' && formatVersion > FORMAT_VERSION) {
      throw new PullpathError('usage', {
        code: 'NewerSnapshot',
        message: `${this.#file} was written by a newer pullpath, ${String(value.pullpath)}, in format ${formatVersion}; this one reads format ${FORMAT_VERSION}.`,
        remedy: 'Update pullpath, or take the snapshot with this version.',
      });
    }
    return this.#valid(Header, value);
  }

  #addItems(section: string, items: readonly unknown[]): void {
    this.#count += items.length;
    if (!isSection(section)) {
      this.#unknown.add(section);
      return;
    }
    const own = this.#sections.get(section) ?? new Map<string, Item>();
    this.#sections.set(section, own);
    for (const each of items) {
      const item = this.#kept(section, each);
      own.set(keyOfItem(section, item), item);
    }
  }

  #kept(section: SectionName, item: unknown): Item {
    try {
      return (kept(sectionOf(section).shape, item) ?? {}) as Item;
    } catch (error) {
      if (error instanceof WrongShape) throw this.#damaged(`in line ${this.#line}, of ${section}, ${error.message}`);
      throw error;
    }
  }

  #end(items: number): void {
    if (items !== this.#count) throw this.#damaged(`it should hold ${items} things, and holds ${this.#count}`);
    this.#ended = true;
  }

  #valid<T>(schema: z.ZodType<T>, value: unknown): T {
    const parsed = schema.safeParse(value);
    if (parsed.success) return parsed.data;
    const { path, message } = parsed.error.issues[0] ?? { path: [], message: '' };
    throw this.#damaged(`in line ${this.#line}, ${path.join('.') || 'the line'}: ${message}`);
  }

  #damaged(what: string): PullpathError {
    return new PullpathError('usage', {
      code: 'DamagedSnapshot',
      message: `${this.#file} is a damaged snapshot: ${what}.`,
      remedy: 'Take the snapshot again, or copy the file again.',
    });
  }
}
