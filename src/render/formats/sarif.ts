import type { CatalogueEntry } from '../../diagnose/catalogue/catalogue-entry.ts';
import { pageRemedy } from '../../diagnose/catalogue/template.ts';
import type { Severity } from '../../diagnose/findings/finding.ts';
import { remedyText } from '../../remedy/remedy.ts';
import type { AuditReport } from '../documents/audit.ts';

type AuditFinding = AuditReport['findings'][number];

const LEVELS: { readonly [S in Severity]: 'error' | 'warning' | 'note' } = {
  closes: 'error',
  undecided: 'warning',
  endangers: 'warning',
  note: 'note',
};

/**
 * An audit as SARIF 2.1.0, for code scanning. Its results are about an account, not about files: each stands at a path
 * of ids, which is also what tells one alert from another when the next audit comes.
 * @param catalogue every finding code that may come up
 * @param version of pullpath
 */
export function sarif(audit: AuditReport, catalogue: readonly CatalogueEntry[], version: string): object {
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'pullpath', version, rules: catalogue.map(ruleOf) } },
        automationDetails: { id: 'pullpath/audit/' },
        results: audit.findings.map((finding) => resultOf(finding, catalogue)),
        invocations: [
          {
            executionSuccessful: audit.notAudited.length === 0,
            toolExecutionNotifications: audit.notAudited.map(({ account, region, error }) => ({
              level: 'error',
              message: { text: `${region} of account ${account} was not audited: ${error.message} (${error.code})` },
            })),
          },
        ],
        ...(audit.note === undefined ? {} : { properties: { note: audit.note } }),
      },
    ],
  };
}

function ruleOf(entry: CatalogueEntry) {
  const controls = Object.values(entry.securityHub ?? {});
  return {
    id: entry.code,
    name: entry.title,
    shortDescription: { text: entry.title },
    fullDescription: { text: entry.why },
    help: { text: remedyText(pageRemedy(entry).remedy) },
    ...(entry.sources[0] === undefined ? {} : { helpUri: entry.sources[0] }),
    defaultConfiguration: { level: LEVELS[entry.severity] },
    properties: { tags: ['aws', 'vpc', 'ecr', ...controls.map((control) => `security-hub/${control}`)] },
  };
}

function resultOf(finding: AuditFinding, catalogue: readonly CatalogueEntry[]) {
  const { code, severity, message, remedy, subject, hops, subnetIds, verdict } = finding;
  const at = catalogue.findIndex((entry) => entry.code === code);
  const hub = Object.entries(catalogue[at]?.securityHub ?? {});
  const controls = hub.filter(([service]) => hops.includes(service)).map(([, control]) => control);
  const path = pathOf(finding);
  return {
    ruleId: code,
    ...(at < 0 ? {} : { ruleIndex: at }),
    level: LEVELS[severity],
    message: { text: `${message}\n${remedyText(remedy)}` },
    locations: [
      {
        // GitHub shows no result without a file and a line.
        physicalLocation: { artifactLocation: { uri: path }, region: { startLine: 1 } },
        logicalLocations: [{ fullyQualifiedName: path, name: subject.id, kind: 'resource' }],
      },
    ],
    partialFingerprints: { 'pullpath/v1': `${code}/${path}/${hops.join('+')}` },
    properties: { verdict, hops, subnetIds, ...(controls.length === 0 ? {} : { securityHub: controls }) },
  };
}

/** `123456789012/eu-west-1/vpc-0abc/vpc-endpoint/vpce-0def` */
function pathOf({ account, region, vpcId, subject }: AuditFinding): string {
  return [account, region, vpcId, subject.type, subject.id].map(encodeURIComponent).join('/');
}
