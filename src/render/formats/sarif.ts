import { createHash } from 'node:crypto';
import type { CatalogueEntry } from '../../diagnose/catalogue/catalogue-entry.ts';
import { blanked, pageRemedy } from '../../diagnose/catalogue/template.ts';
import type { Severity } from '../../diagnose/findings/finding.ts';
import { remedyText } from '../../remedy/remedy.ts';
import type { AuditReport } from '../documents/audit.ts';
import type { SymptomBody } from '../documents/symptom.ts';
import { visible, visibleLines } from '../layout/visible.ts';
import { groupTitle } from '../text/finding-groups.ts';
import { placeOf, serviceOf } from './findings-by-vpc.ts';
import { remedyBlocks } from './markdown.ts';
import { sentence } from './markdown-text.ts';

type AuditFinding = AuditReport['findings'][number];
type Catalogue = Readonly<Record<string, CatalogueEntry>>;

const LEVELS: { readonly [S in Severity]: 'error' | 'warning' | 'note' } = {
  closes: 'error',
  undecided: 'warning',
  endangers: 'warning',
  note: 'note',
};

/**
 * An audit as SARIF 2.1.0, for code scanning. Its results are about an account, not about files: each stands at a path
 * of ids, which is also what tells one alert from another when the next audit comes.
 * @param catalogue every finding that may come up, by name
 * @param version of pullpath
 */
export function sarif(audit: AuditReport, catalogue: Catalogue, version: string): object {
  const informationUri = 'https://github.com/pullpath/pullpath';
  const unjudged = audit.unjudgedServices ?? [];
  const symptoms = audit.vpcs.flatMap(({ symptom }) => symptom ?? []);
  const causeOf = reportedBy(audit);
  const properties = {
    ...(audit.note === undefined ? {} : { note: visible(audit.note) }),
    ...(symptoms.length === 0 ? {} : { symptoms: symptoms.map(symptomProperties) }),
  };
  const rules = Object.entries(catalogue).map(([name, entry]) => ruleOf(name, entry));
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'pullpath', version, informationUri, rules } },
        automationDetails: { id: 'pullpath/audit/' },
        results: audit.findings.map((finding) => resultOf(finding, Object.values(catalogue), causeOf(finding))),
        invocations: [
          {
            executionSuccessful: audit.notAudited.length === 0,
            toolExecutionNotifications: [
              ...audit.notAudited.map(({ account, region, error }) => ({
                level: 'error',
                message: plain(`${region} of account ${account} was not audited: ${error.message} (${error.code})`),
              })),
              ...unjudged.map(({ account, region, cluster, service, reason, verdict }) => ({
                level: verdict === 'unknown' ? 'warning' : 'note',
                message: plain(
                  `Service ${service} of cluster ${cluster}, ${region} of account ${account}, was not judged: ${reason}`,
                ),
              })),
            ],
          },
        ],
        ...(Object.keys(properties).length === 0 ? {} : { properties }),
      },
    ],
  };
}

function ruleOf(name: string, entry: CatalogueEntry) {
  const controls = Object.values(entry.securityHub ?? {});
  const { remedy } = pageRemedy(entry);
  const why = blanked(entry.why);
  const [helpUri] = entry.sources;
  return {
    id: entry.code,
    name: ruleName(name),
    shortDescription: plain(blanked(entry.title)),
    fullDescription: plain(why),
    help: {
      ...plain([why, remedyText(remedy), helpUri].join('\n\n')),
      markdown: [sentence(why), ...remedyBlocks(remedy), `[Documentation of AWS](${helpUri})`].join('\n\n'),
    },
    helpUri,
    defaultConfiguration: { level: LEVELS[entry.severity] },
    properties: { tags: ['aws', 'vpc', 'ecr', ...controls.map((control) => `security-hub/${control}`)] },
  };
}

/** Of a finding that explains why a service's tasks do not start: what ECS reports of these. */
function reportedBy({ vpcs }: AuditReport): (finding: AuditFinding) => string | null {
  const symptoms = new Map(vpcs.map((vpc) => [placeOf({ ...vpc, ...serviceOf(vpc) }).join(' '), vpc.symptom]));
  return (finding) => {
    const { cause, reports: [first] = [] } = symptoms.get(placeOf(finding).join(' ')) ?? {};
    const explains = cause?.agreement === 'explained' && cause.findings.includes(finding.code);
    return explains && first !== undefined ? first.text : null;
  };
}

function symptomProperties({ cluster, service, task, state, message, reports, cause }: SymptomBody) {
  const named = Object.entries({ cluster, service, task, hop: cause?.hop }).filter(([, value]) => value != null);
  return {
    ...Object.fromEntries(named.map(([name, value]) => [name, visible(String(value))])),
    state,
    message: visible(message),
    reports: reports.map(({ text }) => visibleLines(text)),
    ...(cause === null ? {} : { cause: visible(cause.message) }),
  };
}

function resultOf(finding: AuditFinding, catalogue: readonly CatalogueEntry[], reported: string | null) {
  const { code, severity, message, remedy, subject, hops, subnetIds, verdict } = finding;
  const at = catalogue.findIndex((entry) => entry.code === code);
  const hub = Object.entries(catalogue[at]?.securityHub ?? {});
  const controls = hub.filter(([service]) => hops.includes(service)).map(([, control]) => control);
  const path = pathOf(finding);
  return {
    ruleId: code,
    ...(at < 0 ? {} : { ruleIndex: at }),
    level: LEVELS[severity],
    message: plain(
      [
        groupTitle(finding),
        message,
        ...(reported === null ? [] : [`ECS reports: ${reported}`]),
        remedyText(remedy),
      ].join('\n'),
    ),
    locations: [
      {
        // GitHub shows no result without a file and a place in it.
        physicalLocation: {
          artifactLocation: { uri: path },
          region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 1 },
        },
        logicalLocations: [{ fullyQualifiedName: path, name: visible(subject.id), kind: 'resource' }],
      },
    ],
    partialFingerprints: { primaryLocationLineHash: fingerprint(`${code}/${path}/${hops.join('+')}`) },
    properties: { verdict, hops, subnetIds, ...(controls.length === 0 ? {} : { securityHub: controls }) },
  };
}

/** `endpoint-missing` → `EndpointMissing`. */
function ruleName(name: string): string {
  return name.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase());
}

/**
 * A message in which nothing is a link or a value to fill in: SARIF gives brackets and numbers in braces a meaning, also in
 * plain text (sections 3.11.5 and 3.11.6).
 */
function plain(text: string): { text: string } {
  return {
    text: visibleLines(text)
      .replace(/[\\[\]]/g, '\\$&')
      .replace(/\{(\d+)\}/g, '{{$1}}'),
  };
}

/** `123456789012/eu-west-1/vpc-0abc/vpc-endpoint/vpce-0def` */
function pathOf(finding: AuditFinding): string {
  const { subject } = finding;
  return [...placeOf(finding), subject.type, subject.id].map((id) => encodeURIComponent(visible(id))).join('/');
}

/** What GitHub tells alerts apart by: a hash, and which one it is of those in the file with that hash. */
function fingerprint(identity: string): string {
  return `${createHash('sha256').update(identity).digest('hex').slice(0, 16)}:1`;
}
