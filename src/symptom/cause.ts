import type { Diagnosis, HopVerdict, SubnetDiagnosis } from '../diagnose/diagnosis.ts';
import type { Finding } from '../diagnose/findings/finding.ts';
import { formatList, truncateList } from '../words.ts';
import type { Agreement, StartReport, SymptomCause } from './schema.ts';

interface Seen {
  readonly subnetId: string;
  readonly hop: HopVerdict;
}

/** What a text says of the network: nobody answered, somebody did, or it does not tell. */
function saysOf({ class: errorClass }: StartReport['explanation']): 'silence' | 'answer' | 'nothing' {
  if (errorClass === 'network' || errorClass === 'not-fixable-by-endpoints') return 'silence';
  return errorClass === 'unknown' ? 'nothing' : 'answer';
}

/**
 * What explains a report, by the audit of the same subnets.
 * @param diagnosis of the VPC that the service runs in; null where it was not judged
 * @param region where the service runs
 */
export function causeOf(report: StartReport, diagnosis: Diagnosis | null, region: string): SymptomCause {
  const { explanation } = report;
  const subnets = subnetsOf(report, diagnosis);
  const subnetIds = subnets.map(({ subnetId }) => subnetId);
  const own = subnets.flatMap((subnet) =>
    subnet.hops.filter((hop) => isHopOf(hop, explanation, region)).map((hop) => ({ subnetId: subnet.subnetId, hop })),
  );
  const closed = own.filter(({ hop }) => hop.verdict === 'closed');
  const says = saysOf(explanation);
  const made = (agreement: Agreement, at: readonly Seen[], hop: string | null, message: string): SymptomCause => ({
    agreement,
    hop,
    subnetIds: at.length === 0 ? subnetIds : [...new Set(at.map(({ subnetId }) => subnetId))],
    findings: [...new Set(at.flatMap(({ hop: { findings } }) => findings))],
    message,
  });
  const [first] = closed;
  // A policy answers where the network is silent: the audit closes the hop all the same.
  const isPolicy = explanation.class === 'permission' && closed.length > 0;
  if (first !== undefined && (says === 'silence' || isPolicy)) {
    return made('explained', closed, first.hop.hop, `${whereClosed(closed)}.${reasonsFor(closed, diagnosis)}`);
  }
  if (says === 'answer') return made('answered', own, own[0]?.hop.hop ?? explanation.hop, explanation.cause);
  if (says === 'nothing') {
    const shut = shutIn(subnets);
    const message = `${explanation.cause} ${shut.length > 0 ? `${whereClosed(shut)}.` : openSentence(subnets)}`;
    return made('undecided', shut, null, message);
  }
  const doubtful = own.filter(({ hop }) => hop.verdict === 'unknown');
  const [doubt] = doubtful;
  if (doubt !== undefined) {
    const message = `Whether ${doubt.hop.hop} is open is unknown.${reasonsFor(doubtful, diagnosis)}`;
    return made('undecided', doubtful, doubt.hop.hop, message);
  }
  const [open] = own;
  if (open !== undefined) {
    const others = [...new Set(shutIn(subnets).map(({ hop: { hop } }) => hop))];
    const besides =
      others.length === 0 ? '' : `; closed there ${others.length === 1 ? 'is' : 'are'} ${formatList(others)}`;
    const message = `ECS reports silence at ${open.hop.hop}, but that hop is open now in ${truncateList(subnetIds, 2)}${besides}.`;
    return made('disagrees', own, open.hop.hop, message);
  }
  return made('undecided', [], explanation.hop, explanation.cause);
}

function shutIn(subnets: readonly SubnetDiagnosis[]): Seen[] {
  return subnets.flatMap(({ subnetId, hops }) =>
    hops.filter(({ verdict, optional }) => verdict === 'closed' && !optional).map((hop) => ({ subnetId, hop })),
  );
}

/** Where the failed tasks were; else, what is judged for the service. */
function subnetsOf({ subnetIds }: StartReport, diagnosis: Diagnosis | null): readonly SubnetDiagnosis[] {
  const judged = diagnosis?.subnets ?? [];
  const theirs = judged.filter(({ subnetId }) => subnetIds.includes(subnetId));
  return theirs.length > 0 ? theirs : judged.filter(({ target }) => target);
}

/** The hops of a pull from ECR; of another region's registry the audit makes one. */
const OF_ECR: ReadonlySet<string> = new Set(['ecr.api', 'ecr.dkr', 's3']);

/**
 * Whether a hop of the audit is the one that a text stops at: by the endpoint service, by the host of a registry outside
 * AWS, and in another region by that.
 */
function isHopOf({ hop }: HopVerdict, explanation: StartReport['explanation'], region: string): boolean {
  const { service, hop: named, region: called, hosts } = explanation;
  const names = [service, named].filter((name) => name !== null);
  if (called === null || called === region) return names.includes(hop) || hosts.includes(hop);
  return names.some((name) => hop === `${name}@${called}` || (OF_ECR.has(name) && hop === `ecr@${called}`));
}

function whereClosed(closed: readonly Seen[]): string {
  const hops = [...new Set(closed.map(({ hop: { hop } }) => hop))];
  const subnets = [...new Set(closed.map(({ subnetId }) => subnetId))];
  return `${formatList(hops)} ${hops.length === 1 ? 'is' : 'are'} closed in ${truncateList(subnets, 2)}`;
}

/** ` PP101: No endpoint …`, of each finding that decides these hops. */
function reasonsFor(seen: readonly Seen[], diagnosis: Diagnosis | null): string {
  const codes = new Set(seen.flatMap(({ hop }) => hop.findings));
  const [worst] = seen;
  const deciding = (diagnosis?.findings ?? []).filter(
    (finding: Finding) => codes.has(finding.code) && finding.verdict === worst?.hop.verdict,
  );
  const unique = new Map(deciding.map(({ code, title }) => [code, title]));
  return [...unique].map(([code, title]) => ` ${code}: ${title.replace(/\.$/, '')}.`).join('');
}

function openSentence(subnets: readonly SubnetDiagnosis[]): string {
  const isOpen = subnets.length > 0 && subnets.every(({ verdict }) => verdict === 'open');
  return isOpen ? 'The path is open there now.' : 'No hop is known to be closed there.';
}
