/** Reads an error message of ECS, and says what it means: pure, synchronous and offline. */

import type { Explanation } from './explanation.ts';
import { EMPTY, NOTHING_KNOWN } from './families/index.ts';
import type { FoundHost } from './hosts/hosts.ts';
import { partitionOf } from './hosts/regions.ts';
import { findAnyRegion, findAwsLocation, findIdentifiers } from './message/identifiers.ts';
import { type Message, readMessage, splitMessages } from './message/message.ts';
import { hopOf, type Match, rank } from './rank.ts';
import { serviceOfMatch, servicesToAsk } from './services.ts';
import { clean } from './text/clean.ts';
import { normalize } from './text/normalized-text.ts';
import { findPhrase } from './text/phrase.ts';
import { meaningOf } from './wording/address-meaning.ts';
import { nextCommand } from './wording/next-command.ts';
import { REFERENCES } from './wording/references.ts';
import { fill, fillRemedy, type Words, wordsOf } from './wording/words.ts';

/** What the user knows besides the text; it goes before what the text says. */
export interface ExplainContext {
  /** Where the task runs. */
  readonly region?: string | undefined;
  readonly vpcId?: string | undefined;
  /** The service and the task that ECS tells it of. */
  readonly cluster?: string | undefined;
  readonly ecsService?: string | undefined;
  readonly task?: string | undefined;
}

/** More than these would be a listing, not an explanation. */
const MOST_ALSO = 5;

/**
 * @param text anything that holds an error message: the bare message, JSON of the AWS CLI, a log, a quoted mail. Only
 * the
 *   first and last 128 Ki characters are read. Text without a letter or digit gives family `empty`, class `unknown`.
 */
export function explain(text: string, context: ExplainContext = {}): Explanation {
  const { text: source, charactersNotRead } = clean(text);
  const normalized = normalize(source);
  const location = findAwsLocation(normalized);
  const taskRegion = context.region ?? location.taskRegion;
  const [first, ...rest] = splitMessages(normalized);
  const messages: readonly [Message, ...Message[]] = [
    readMessage(first, taskRegion),
    ...rest.map((message) => readMessage(message, taskRegion)),
  ];
  const nothing = { family: normalized.text === '' ? EMPTY : NOTHING_KNOWN, message: messages[0], evidence: [] };
  const [best = nothing, ...others] = rank(messages);
  // Beside a verdict, a guess is most often the same message named once more.
  const also = others.filter((other) => other.family.certainty !== 'guess').slice(0, MOST_ALSO);

  const hosts = messages.flatMap((message) => message.hosts);
  const called = best.message.host?.region == null ? hosts.find((host) => host.region !== null) : best.message.host;
  const { region, source: regionSource } = firstRegion([
    [context.region, 'given'],
    [location.taskRegion, 'task'],
    [location.region, 'arn'],
    [called?.region, called != null && isOfImage(called) ? 'image' : 'host'],
    [findAnyRegion(normalized), 'text'],
  ]);
  const repository = best.message.repository ?? messages.find((message) => message.repository)?.repository ?? null;
  const account = location.account ?? repository?.account ?? null;
  const ids = findIdentifiers(normalized);
  const { cluster, ecsService, task } = context;
  const words = (match: Match) =>
    wordsOf(match.message, { service: serviceOfMatch(match), region, account, ids, cluster, ecsService, task });
  const target = {
    region,
    vpcId: context.vpcId ?? (ids.vpcs.length === 1 ? (ids.vpcs[0] ?? null) : null),
    subnetIds: ids.subnets,
    platformVersion: findPhrase(normalized, 'platformVersion: 1.3.0') === null ? null : ('1.3.0' as const),
    services: servicesToAsk([best, ...also]),
  };
  return {
    ...verdictOf(best, words(best)),
    service: serviceOfMatch(best),
    address: addressOf(best.message),
    region,
    regionSource,
    partition: region === null ? null : partitionOf(region),
    account,
    repository,
    hosts: [...new Set(hosts.map((host) => host.name))],
    ids,
    next: best.family.next === null ? null : nextCommand(best.family.next, target),
    instead: best.family.instead === undefined ? null : fillRemedy(best.family.instead, words(best)),
    references: best.family.references.map((key) => ({ ...REFERENCES[key] })),
    also: also.map((other) => verdictOf(other, words(other))),
    charactersNotRead,
  };
}

/** The hosts of ECR and of its layers are those of the repository's region, wherever the task runs. */
function isOfImage({ hop }: FoundHost): boolean {
  return hop === 'ecr.dkr' || hop === 'ecr.api' || hop === 's3';
}

type RegionSource = NonNullable<Explanation['regionSource']>;

function firstRegion(candidates: readonly (readonly [region: string | null | undefined, source: RegionSource])[]): {
  region: string | null;
  source: RegionSource | null;
} {
  const [region, source] = candidates.find(([candidate]) => candidate != null) ?? [null, null];
  return { region: region ?? null, source };
}

function verdictOf(match: Match, words: Words): Explanation['also'][number] {
  return {
    family: match.family.id,
    class: match.family.class,
    hop: hopOf(match),
    cause: fill(match.family.cause, words),
    remedy: fillRemedy(match.family.remedy, words),
    evidence: [...match.evidence],
  };
}

function addressOf({ address, hop, host }: Message): Explanation['address'] {
  if (address === null) return null;
  const { ip, port, scope } = address;
  return { ip, port, scope, meaning: meaningOf(address, hop, host) };
}
