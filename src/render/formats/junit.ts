import type { HopVerdict } from '../../diagnose/diagnosis.ts';
import { remedyText } from '../../remedy/remedy.ts';
import type { AuditReport } from '../documents/audit.ts';
import { findingsByVpc, placeOf, serviceOf } from './findings-by-vpc.ts';
import { symptomText } from './symptom-sentences.ts';
import { type Element, writeXml } from './xml.ts';

type AuditFinding = AuditReport['findings'][number];
type Vpc = AuditReport['vpcs'][number];
type Subnet = Vpc['subnets'][number];
type Symptom = NonNullable<Vpc['symptom']>;
type Unjudged = NonNullable<AuditReport['unjudgedServices']>[number];

/**
 * A test: a hop of a subnet. A failure where it is closed, an error where it is unknown, skipped where it was not
 * judged.
 */
interface Case {
  readonly name: string;
  readonly classname: string;
  readonly complaint: Complaint | null;
}

interface Complaint {
  readonly kind: 'failure' | 'error' | 'skipped';
  readonly message: () => string;
  /** What JUnit's own format gives failures and errors, and tests that were skipped have not. */
  readonly type: string | null;
  readonly text: () => string;
}

interface Suite {
  readonly name: string;
  readonly cases: readonly Case[];
  /** What ECS reports of the service whose path it is. */
  readonly symptom?: Vpc['symptom'];
}

/**
 * An audit as JUnit XML: a suite per VPC, a test per hop of each target subnet; a region that was not audited is an
 * error. Elements and texts are made as they are written, since an estate has tens of thousands.
 */
export function junit(audit: AuditReport, write: (lines: string) => void): void {
  const findingsOf = findingsByVpc(audit);
  const suites = [
    ...audit.vpcs.map((vpc) => suiteOf(vpc, findingsOf(vpc))),
    ...(audit.unjudgedServices ?? []).map(unjudgedService),
    ...audit.notAudited.map(notAudited),
  ];
  // The format has no count of skipped tests for all suites together.
  const { skipped: _, ...counts } = countsOf(suites.flatMap((suite) => suite.cases));
  const attributes = { name: 'pullpath audit', ...counts };
  writeXml({ name: 'testsuites', attributes, content: suiteElements(suites) }, write);
}

function* suiteElements(suites: readonly Suite[]): Generator<Element> {
  for (const { name, cases, symptom } of suites) {
    yield { name: 'testsuite', attributes: { name, ...countsOf(cases) }, content: suiteContent(cases, symptom) };
  }
}

/** The symptom as properties, which can be looked for, and in words below the tests. */
function* suiteContent(cases: readonly Case[], symptom: Suite['symptom']): Generator<Element> {
  if (symptom !== undefined) yield { name: 'properties', attributes: {}, content: symptomProperties(symptom) };
  for (const each of cases) yield caseElement(each);
  if (symptom !== undefined) yield { name: 'system-out', attributes: {}, content: symptomText(symptom) };
}

function* symptomProperties({ cluster, service, task, state, cause }: Symptom): Generator<Element> {
  const named = { cluster, service, task, state, agreement: cause?.agreement, hop: cause?.hop };
  for (const [name, value] of Object.entries(named))
    if (value != null) yield { name: 'property', attributes: { name: `ecs.${name}`, value }, content: '' };
}

function suiteOf(vpc: Vpc, found: readonly AuditFinding[]): Suite {
  const targets = vpc.subnets.filter((subnet) => subnet.target);
  const name = placeOf({ ...vpc, ...serviceOf(vpc) }).join('/');
  if (vpc.verdict === null) return { name, cases: [notJudged(vpc, found)] };
  return {
    name,
    ...(vpc.symptom === undefined ? {} : { symptom: vpc.symptom }),
    cases: targets.flatMap((subnet) => subnet.hops.map((hop) => caseOf(vpc, subnet, hop, found))),
  };
}

function notJudged({ account, region, vpcId }: Vpc, found: readonly AuditFinding[]): Case {
  const message = () => found.map((finding) => finding.message).join(' ');
  return {
    name: vpcId,
    classname: [account, region].join('.'),
    complaint: { kind: 'skipped', message, type: null, text: () => '' },
  };
}

function caseOf(vpc: Vpc, subnet: Subnet, hop: HopVerdict, found: readonly AuditFinding[]): Case {
  return {
    name: `${subnet.subnetId} ${hop.hop}`,
    classname: [...placeOf({ ...vpc, ...serviceOf(vpc) }), subnet.availabilityZone].join('.'),
    complaint: complaintOf(subnet, hop, found),
  };
}

function complaintOf(
  { subnetId, name }: Subnet,
  { hop, verdict, findings, skipped, optional }: HopVerdict,
  found: readonly AuditFinding[],
): Complaint | null {
  if (verdict === 'open') return null;
  const subnet = name ? `${name} (${subnetId})` : subnetId;
  if (skipped) {
    const message = `${hop} was not asked for ${subnet}: it is closed at other hops`;
    return { kind: 'skipped', message: () => message, type: null, text: () => '' };
  }
  if (optional) {
    const message = `${hop} is ${verdict} for ${subnet}, and tasks start without it`;
    return { kind: 'skipped', message: () => message, type: null, text: () => '' };
  }
  const concerns = (finding: AuditFinding) =>
    findings.includes(finding.code) &&
    (finding.subnetIds.length === 0 || finding.subnetIds.includes(subnetId)) &&
    (finding.hops.length === 0 || finding.hops.includes(hop));
  const own = () => found.filter(concerns);
  return {
    kind: verdict === 'closed' ? 'failure' : 'error',
    message: () => [`${hop} is ${verdict} for ${subnet}`, ...titlesOf(own())].join(': '),
    type: findings.join(' '),
    text: () => own().map(findingText).join('\n\n'),
  };
}

/** In a list of failures only the message is seen. */
function titlesOf(findings: readonly AuditFinding[]): string[] {
  const titles = new Set(findings.map(({ title }) => title));
  return titles.size === 0 ? [] : [[...titles].join('; ')];
}

/** What it is, why, what to do, and where to read on. */
function findingText({ code, title, message, remedy, helpUri }: AuditFinding): string {
  return [`${code} ${title}`, message, remedyText(remedy), helpUri].join('\n');
}

/** An error where it is not known whether its path is open; skipped where it has none in a VPC. */
function unjudgedService({ account, region, cluster, service, reason, verdict }: Unjudged): Suite {
  const isUnknown = verdict === 'unknown';
  const complaint: Complaint = {
    kind: isUnknown ? 'error' : 'skipped',
    message: () => `service ${service} of cluster ${cluster} was not judged: ${reason}`,
    type: isUnknown ? 'NotJudged' : null,
    text: () => '',
  };
  const name = [account, region, cluster, service];
  return { name: name.join('/'), cases: [{ name: 'audit', classname: name.join('.'), complaint }] };
}

function notAudited({ account, region, error }: AuditReport['notAudited'][number]): Suite {
  const complaint: Complaint = {
    kind: 'error',
    message: () => error.message,
    type: error.code,
    text: () => error.remedy,
  };
  return { name: `${account}/${region}`, cases: [{ name: 'audit', classname: `${account}.${region}`, complaint }] };
}

function countsOf(cases: readonly Case[]) {
  const of = (kind: Complaint['kind']) => cases.filter((each) => each.complaint?.kind === kind).length;
  return { tests: cases.length, failures: of('failure'), errors: of('error'), skipped: of('skipped') };
}

function caseElement({ name, classname, complaint }: Case): Element {
  const content =
    complaint === null
      ? []
      : [
          {
            name: complaint.kind,
            attributes: { message: complaint.message(), ...(complaint.type === null ? {} : { type: complaint.type }) },
            content: complaint.text(),
          },
        ];
  return { name: 'testcase', attributes: { name, classname }, content };
}
