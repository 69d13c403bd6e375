import type { ErrorClass, Explanation } from '../../explain/explanation.ts';
import { formatCount } from '../../words.ts';
import type { Style } from '../layout/formatter.ts';
import { type Formatter, formatterFor } from '../layout/formatter.ts';
import { joinBlocks, joinLines, paragraph, withTitle } from '../layout/paragraph.ts';
import { nextLines } from './next.ts';
import { remedyLines } from './remedy.ts';

const CLASSES: { readonly [C in ErrorClass]: string } = {
  network: 'Network',
  permission: 'Permission',
  'not-found': 'Not found',
  'rate-limit': 'Rate limit',
  'not-fixable-by-endpoints': 'Network, but no VPC endpoint can help',
  configuration: 'Configuration',
  capacity: 'Capacity',
  'service-fault': 'Fault of the service',
  'after-the-pull': 'After the pull: the image arrived',
  unknown: 'Unknown: the message does not say',
};

/** What an error message of ECS means, and what to run next. Quiet: the cause. Verbose: also what was read in it. */
export function explainText(explanation: Explanation, style: Style): string {
  const format = formatterFor(style);
  const { address, instead, next, references, also, evidence, charactersNotRead } = explanation;
  if (style.verbosity === 'quiet')
    return joinLines(paragraph(format, `${format.bold(`${headOf(explanation)}:`)} ${format.plain(explanation.cause)}`));
  const isVerbose = style.verbosity === 'verbose';
  return joinLines(
    joinBlocks([
      [...matchLines(format, explanation), ...(instead === null ? [] : remedyLines(format, instead, '    '))],
      isVerbose
        ? withTitle(
            format.bold('Matched text'),
            evidence.flatMap((each) => paragraph(format, format.plain(`“${each}”`), '  ')),
          )
        : [],
      address === null
        ? []
        : withTitle(format.bold(addressText(address)), paragraph(format, format.plain(address.meaning), '  ')),
      withTitle(
        format.bold('Found in the message'),
        namesOf(explanation).flatMap(([what, value]) => nameLines(format, what, value)),
      ),
      withTitle(
        format.bold('Also'),
        also.flatMap((other) => matchLines(format, other, '  ')),
      ),
      isVerbose
        ? withTitle(
            format.bold('Further reading'),
            references.flatMap(({ title, url }) => [
              ...paragraph(format, format.plain(title), '  '),
              `    ${format.plain(url)}`,
            ]),
          )
        : [],
      charactersNotRead === 0
        ? []
        : paragraph(
            format,
            format.dim(
              `The message is very long: ${formatCount(charactersNotRead, 'character')} in the middle were skipped.`,
            ),
          ),
      next === null ? [] : nextLines(format, { what: 'Next', command: next }),
    ]),
  );
}

/** `Network (ecr.api)` */
function headOf({ class: kind, hop }: Pick<Explanation, 'class' | 'hop'>): string {
  return hop === null ? CLASSES[kind] : `${CLASSES[kind]} (${hop})`;
}

function matchLines(
  format: Formatter,
  match: Pick<Explanation, 'class' | 'hop' | 'cause' | 'remedy'>,
  indent = '',
): string[] {
  return [
    ...paragraph(format, format.bold(headOf(match)), indent),
    ...paragraph(format, format.plain(match.cause), `${indent}  `),
    ...remedyLines(format, match.remedy, format.plain(`${indent}  → `)),
  ];
}

function addressText({ ip, port, scope }: NonNullable<Explanation['address']>): string {
  if (ip === null) return 'The address';
  const kind = scope === 'unknown' ? '' : ` (${scope})`;
  return `The address ${ip}${port === null ? '' : `, port ${port}`}${kind}`;
}

/** What a region was read off, where that only suggests that the task runs there. */
const GUESSED_FROM: { readonly [S in NonNullable<Explanation['regionSource']>]: string | null } = {
  given: null,
  task: null,
  arn: 'an ARN',
  host: 'the host',
  image: 'the image, which may be in another region than the task',
  text: 'the text',
};

function regionText(region: string, source: Explanation['regionSource']): string {
  const from = source === null ? null : GUESSED_FROM[source];
  return from === null ? region : `${region} (guessed from ${from}; use --region to be sure)`;
}

function namesOf({ account, region, regionSource, repository, service, hosts }: Explanation): [string, string][] {
  const image = repository?.name == null ? null : `${repository.registry}/${repository.name}`;
  const tail = repository?.digest ? `@${repository.digest}` : repository?.tag ? `:${repository.tag}` : '';
  const names: [string, string | null][] = [
    ['image', image === null ? null : `${image}${tail}`],
    ['account', account],
    ['region', region === null ? null : regionText(region, regionSource)],
    ['endpoint service', service],
    ['hosts', hosts.length === 0 ? null : hosts.join(' ')],
  ];
  return names.filter((entry): entry is [string, string] => entry[1] !== null);
}

function nameLines(format: Formatter, what: string, value: string): string[] {
  return paragraph(format, format.plain(value), `  ${format.dim(what.padEnd(17))}`);
}
