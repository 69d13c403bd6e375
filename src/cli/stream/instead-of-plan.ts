import type { HopVerdict } from '../../diagnose/diagnosis.ts';
import { isUnplaced, UNREAD_HOP } from '../../diagnose/path/workload-hops.ts';
import { compare } from '../../order.ts';
import type { AuditedVpc } from '../../render/audit.ts';
import type { Next } from '../../render/text/next.ts';
import { formatList } from '../../words.ts';
import type { Workload } from '../../workload/workload.ts';
import { commandFor } from '../line/command-line.ts';
import type { Options } from '../line/options.ts';

/**
 * What to do after an audit whose plan would be refused, or would open nothing: a command, a sentence, or null for nothing.
 * Undefined where the plan is what comes next.
 * @param options with the region and the VPC
 */
export function insteadOfPlan({ diagnosis, workload }: AuditedVpc, options: Options): Next | string | null | undefined {
  if (workload !== undefined && isUnplaced(workload)) return policyFor(workload);
  const shut = diagnosis.subnets
    .filter(({ target }) => target)
    .flatMap(({ hops }) => hops.filter(({ verdict, optional }) => verdict !== 'open' && !optional));
  const hops = shut.filter(({ hop }) => hop !== UNREAD_HOP);
  if (hops.length === 0) return shut.length === 0 || workload === undefined ? undefined : policyFor(workload);
  const beside = hops.filter(({ noEndpoint }) => noEndpoint);
  if (beside.length === 0) return undefined;
  const rest = namesOf(hops.filter(({ noEndpoint }) => !noEndpoint));
  const codes = [...new Set(beside.flatMap(({ findings }) => findings))].sort(compare);
  const note = `pullpath cannot open ${formatList(namesOf(beside))}; see ${formatList(codes)}`;
  if (rest.length === 0) return `There is no plan for this: ${note}.`;
  const what = `To see what would open ${formatList(rest)} (${note})`;
  return { what, command: commandFor('plan', options) };
}

function namesOf(hops: readonly HopVerdict[]): string[] {
  return [...new Set(hops.map(({ hop }) => hop))];
}

/** The reads that were denied, as a policy; null where none was. */
function policyFor({ unread }: Workload): Next | null {
  if (!unread.some(({ why }) => why === 'denied')) return null;
  return {
    what: 'To see a policy that allows the reads of ECS',
    command: { program: 'pullpath', command: 'iam-policy', args: ['plan'], options: { withEcs: true } },
  };
}
