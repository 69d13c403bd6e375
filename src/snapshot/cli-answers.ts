import { PullpathError } from '../errors.ts';
import { placeholder } from '../remedy/command.ts';
import { answerIn, type Found, isAnswer } from './cli-answer.ts';
import { identityOf, regionIn } from './cli-place.ts';
import type { ReadSnapshot } from './file-format.ts';
import { jsonValuesIn } from './json-values.ts';
import type { EcsScope, UnreadSection } from './recorded.ts';
import { type Item, isEcs, keyOfItem, type SectionName, sectionOf } from './sections.ts';

/** A file with what a command of the AWS CLI printed. */
export interface AnswerFile {
  /** As error messages name it. */
  readonly name: string;
  readonly text: string;
}

export interface AnswerOptions {
  /** The file or directory, as error messages name it. */
  readonly from: string;
  /** `--region`, for answers that do not tell theirs. */
  readonly region?: string | undefined;
  /** The partition of a region. */
  readonly partitionOf: (region: string) => string;
  /** ISO 8601; null where it is not known. */
  readonly takenAt: string | null;
}

/**
 * What `aws ec2 describe-… --output json` and `aws ecs …` wrote, as if a snapshot had been taken. The content tells what
 * a file is; its name counts only where the content does not. Pages may be files of their own, or stand behind one
 * another in one. What no file answers was not read.
 * @throws usage ForeignFile, DamagedSnapshot, SeveralRegions, UnknownRegion
 */
export function recordedFromAnswers(files: readonly AnswerFile[], options: AnswerOptions): ReadSnapshot {
  const found = files.flatMap((file) => answersIn(file, options.from));
  if (found.length === 0) throw foreign(options.from);
  const sections = sectionsIn(found);
  const refused = found.flatMap((each) => ('unread' in each ? [each.unread] : []));
  const cut = cutOff(found);
  for (const { section } of cut) sections.delete(section);
  const region = regionIn(sections, options);
  return {
    recorded: {
      ...identityOf(found, sections, options.partitionOf(region)),
      region,
      takenAt: options.takenAt,
      vpcIds: null,
      ecs: ecsScope(found, sections),
      redacted: false,
      sections,
      unread: [...refused.filter(({ action }) => !isAnswered(action, sections)), ...cut.map(({ unread }) => unread)],
    },
    unknownSections: [],
  };
}

function answersIn(file: AnswerFile, from: string): Found[] {
  const values = jsonValuesIn(file.text);
  if (values !== null) return values.flatMap((value) => answerIn(value, file.name, from));
  const said = answerIn(file.text, file.name, from);
  if (said.length > 0 || !isAnswer(file.name)) return said;
  throw new PullpathError('usage', {
    code: 'DamagedSnapshot',
    message: `${file.name} is not JSON: it was cut off, or written with another --output.`,
    remedy: 'Run the command again with --output json.',
  });
}

function sectionsIn(found: readonly Found[]): Map<SectionName, Item[]> {
  const sections = new Map<SectionName, Map<string, Item>>();
  for (const each of found) {
    if (!('items' in each)) continue;
    const own = sections.get(each.section) ?? new Map<string, Item>();
    sections.set(each.section, own);
    for (const item of each.items) {
      const key = keyOfItem(each.section, item);
      // EC2 tells one attribute of a VPC a call.
      own.set(key, each.section === 'VpcAttributes' ? { ...own.get(key), ...item } : item);
    }
  }
  return new Map([...sections].map(([section, items]) => [section, [...items.values()]]));
}

/** Sections of which no file is the last page. */
function cutOff(found: readonly Found[]): { section: SectionName; unread: UnreadSection }[] {
  const pages = new Map<SectionName, boolean[]>();
  for (const each of found) {
    if (!('items' in each) || each.hasMore === null) continue;
    pages.set(each.section, [...(pages.get(each.section) ?? []), each.hasMore]);
  }
  return [...pages].flatMap(([section, all]) => {
    if (all.includes(false)) return [];
    const { action, noun } = sectionOf(section);
    const unread: UnreadSection = {
      action,
      code: 'PagesMissing',
      message: `The last page of the ${noun} is missing: what was collected ends with a NextToken`,
      why: 'failed',
      remedy: 'Collect it again without --max-items and --no-paginate.',
    };
    return [{ section, unread }];
  });
}

/** A call that was refused, and answered when it was made again. */
function isAnswered(action: string, sections: ReadonlyMap<SectionName, unknown>): boolean {
  return action.startsWith('ec2:') && [...sections.keys()].some((section) => sectionOf(section).action === action);
}

/** Everything of ECS, where all that was listed was described too. */
function ecsScope(found: readonly Found[], sections: ReadonlyMap<SectionName, readonly Item[]>): EcsScope | null {
  const listed = (kind: string) => found.flatMap((each) => ('listed' in each && each.kind === kind ? each.listed : []));
  const described = (section: SectionName, key: string) =>
    new Set((sections.get(section) ?? []).map((item) => String(item[key])));
  if (![...sections.keys()].some(isEcs)) return null;
  const isListed = (kind: string) => found.some((each) => 'kind' in each && each.kind === kind);
  const clusters = described('clusters', 'clusterArn');
  const services = described('services', 'serviceArn');
  const isWhole =
    isListed('clusterArns') &&
    isListed('serviceArns') &&
    listed('clusterArns').every((arn) => clusters.has(arn)) &&
    listed('serviceArns').every((arn) => services.has(arn));
  return isWhole ? 'all' : {};
}

function foreign(from: string): PullpathError {
  return new PullpathError('usage', {
    code: 'ForeignFile',
    message: `${from} holds neither a snapshot of pullpath nor answers of the AWS CLI to ec2 describe-….`,
    remedy: [
      'Write one:',
      { program: 'pullpath', command: 'snapshot', options: { out: placeholder('<file>') } },
      'Or have its script collect a directory:',
      { program: 'pullpath', command: 'snapshot', options: { script: true } },
    ],
  });
}
