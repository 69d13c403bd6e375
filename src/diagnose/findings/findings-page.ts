import { commandText } from '../../remedy/command.ts';
import { remedyText } from '../../remedy/remedy.ts';
import { CATALOGUE } from '../catalogue/catalogue.ts';
import type { CatalogueEntry } from '../catalogue/catalogue-entry.ts';
import { blanked, pageRemedy } from '../catalogue/template.ts';

const FAMILIES: readonly (readonly [string, string])[] = [
  ['PP0', 'What could not be read, and who owns it'],
  ['PP1', 'DNS: where names lead'],
  ['PP2', 'Endpoints'],
  ['PP3', 'Routes'],
  ['PP4', 'Network ACLs'],
  ['PP5', 'Security groups'],
  ['PP6', 'Endpoint policies'],
  ['PP7', 'Capacity, places and cost'],
  ['PP8', 'Images, and what is outside the region'],
  ['PP9', 'Endpoints of another VPC'],
];

const INTRODUCTION = `# Findings

Every finding of \`pullpath audit\` by its code; \`pullpath explain PP201\` prints one. This page is generated from the
catalogue in the code.

The verdict of a finding applies to the hops it affects: **closed** means that no image can be pulled, **unknown** that EC2
doesn't show enough to tell, **open** that it is worth knowing but blocks nothing. A finding that closes a hop is downgraded
to unknown if it only affects some packets (an address, a port, one of several interfaces), or if something that EC2 doesn't
show may help. A hop's verdict is the worst of its findings. Names in angle brackets stand for ids and values.

No verdict covers what EC2 never shows: the execution role's permissions, repository and key policies, whether the image
exists, the resolver's DNS firewall, service control policies, and the tasks' security groups unless \`--service\` or
\`--task-security-group-ids\` names them. For private hosted zones see PP103 and PP105.
`;

/** The page of all findings, as Markdown: what was seen, why it matters, what to do, the AWS source. */
export function findingsPage(): string {
  const entries = Object.entries(CATALOGUE).sort(([, a], [, b]) => (a.code < b.code ? -1 : 1));
  const families = FAMILIES.map(([prefix, title]) => {
    const members = entries.filter(([, { code }]) => code.startsWith(prefix));
    return [`## ${title}\n`, ...members.map(([name, entry]) => section(name, entry))].join('\n');
  });
  return [INTRODUCTION, contents(entries), ...families].join('\n');
}

function contents(entries: readonly (readonly [string, CatalogueEntry])[]): string {
  const rows = entries.map(
    ([name, { code, title, severity }]) => `| [${code}](#${anchor(code, name)}) | ${title} | ${severity} |`,
  );
  return ['| code | finding | severity |', '| --- | --- | --- |', ...rows, ''].join('\n');
}

function section(name: string, entry: CatalogueEntry): string {
  const hub = Object.entries(entry.securityHub ?? {}).map(([service, control]) => `${control} (${service})`);
  const { remedy, command } = pageRemedy(entry);
  return [
    `### ${entry.code} ${name}`,
    '',
    `**${entry.title}.** Verdict ${entry.verdict}, severity ${entry.severity}; affects ${entry.hops}.`,
    '',
    `Message: ${inText(blanked(entry.message))}`,
    '',
    entry.why,
    '',
    `Remedy: ${inText(remedyText(remedy))}`,
    ...(command === null ? [] : ['', '```sh', commandText(command), '```']),
    '',
    entry.fixedBy === null ? 'pullpath does not change this by itself.' : `Fixed by \`pullpath ${entry.fixedBy}\`.`,
    ...(hub.length === 0 ? [] : ['', `AWS Security Hub: ${hub.join(', ')}.`]),
    '',
    `AWS: ${entry.sources.map((source) => `<${source}>`).join(', ')}`,
    '',
  ].join('\n');
}

/** As GitHub makes the anchor of a heading. */
function anchor(code: string, name: string): string {
  return `${code} ${name}`.toLowerCase().replaceAll(' ', '-');
}

/**
 * Outside of code Markdown would take a bracket for a tag, so there it is escaped; what stands in backticks is code.
 */
function inText(text: string): string {
  return text
    .split('`')
    .map((part, i) => (i % 2 === 1 ? part : part.replaceAll('<', '\\<')))
    .join('`');
}
