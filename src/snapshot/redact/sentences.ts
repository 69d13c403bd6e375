import type { Redactor } from './redactor.ts';

/** What stands in AWS's sentences, by its form; the first that fits counts. */
const PARTS: readonly (readonly [RegExp, (found: string, redactor: Redactor) => string])[] = [
  [
    /arn:[\w-]+:[\w-]+:[\w-]*:\d{0,12}:[^\s"'<>,;()[\]{}]*[^\s"'<>,;()[\]{}.:]/,
    (found, redactor) => redactor.arn(found),
  ],
  [
    /[\w-]+(?:\.[\w-]+)+(?::\d+)?\/[\w./-]*[\w](?::[\w.-]*\w)?(?:@sha256:[0-9a-f]+)?/,
    (found, redactor) => redactor.image(found),
  ],
  [/(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?(?![\w.]*\w)/, (found, redactor) => redactor.address(found) ?? found],
  [
    /(?<![\w:])(?:[0-9a-f]{1,4}:){2,7}(?::?[0-9a-f]{1,4}){0,7}(?:\/\d{1,3})?(?![\w:])/i,
    (found, redactor) => redactor.address(found) ?? found,
  ],
  [/[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w(])/i, (found, redactor) => hostIn(found, redactor)],
  // `(service orders)`, `service:orders`, `family:orders`
  [
    /(?<=\((?:service|cluster|capacity-provider) )[\w./-]+(?=\))|(?<=^(?:service|family):).+$/,
    (found, redactor) => redactor.name(found),
  ],
];

/** Endings that words of AWS's sentences have, which are no names of hosts: `Fargate.TaskNotFound`, `v1.4`. */
function hostIn(found: string, redactor: Redactor): string {
  const isHost = /^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(found) && !/\.(go|json|ya?ml|js|py|sh|log)$/.test(found);
  return isHost ? redactor.host(found) : found;
}

/** Words that AWS's sentences have too: as somebody's name they would take the sentence apart. */
const WORDS = new Set(
  'access action address agent allowed api app application arn auth authorization availability aws bucket call check cluster command config connect connection container containers context credentials daemon deadline default definition denied deployment desired digest dial dns docker ecr ecs endpoint error essential exceeded exec exit failed fargate fetch file found from get group health host http https iam image images initialization instance internal invalid key lambda lookup manifest max message missing name network not operation permission platform policy provider pull rate read ref registry repository request resource resources response role route running secret secrets server service services session ssm started status stopped subnet tag target task tasks tcp timeout token unable unauthorized unknown user valid value version volume web'.split(
    ' ',
  ),
);

/** A sentence of AWS, or of whoever, with other names, accounts, ids and addresses in it. */
export function scrubbed(text: string, redactor: Redactor): string {
  let rest = text;
  let said = '';
  while (rest !== '') {
    const found = PARTS.map(([form, say]) => ({ match: form.exec(rest), say }))
      .filter(({ match }) => match !== null)
      .sort((a, b) => (a.match?.index ?? 0) - (b.match?.index ?? 0))[0];
    if (found?.match == null) break;
    const { match, say } = found;
    said += plain(rest.slice(0, match.index), redactor) + say(match[0], redactor);
    rest = rest.slice(match.index + match[0].length);
  }
  return said + plain(rest, redactor);
}

/** What has no form of its own: ids, and names that are known from elsewhere. */
function plain(text: string, redactor: Redactor): string {
  const pattern = redactor.knownNames;
  const named = pattern === null ? text : text.replace(pattern, (name) => redactor.name(name));
  return redactor.ids(named);
}

/** One pattern for all names that may be looked for in sentences; null where there are none. */
export function patternOf(names: readonly string[]): RegExp | null {
  const wanted = names.filter((name) => name.length > 2 && !WORDS.has(name.toLowerCase()));
  if (wanted.length === 0) return null;
  const longestFirst = wanted
    .sort((a, b) => b.length - a.length)
    .map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
}
