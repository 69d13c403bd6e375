import type { AuditedVpc } from '../../render/audit.ts';
import type { Next } from '../../render/text/next.ts';
import { formatList } from '../../words.ts';
import { commandFor } from '../line/command-line.ts';
import type { Options } from '../line/options.ts';

/**
 * What to do after an audit whose plan would be refused, or would open nothing: a command, a sentence, or null for nothing.
 * Undefined where the plan is what comes next.
 */
export function insteadOfPlan({ diagnosis, workload }: AuditedVpc, options: Options): Next | string | null | undefined {
  if (workload !== undefined && workload.subnetIds === null && (workload.service ?? workload.task) !== null) {
    if (!workload.unread.some(({ why }) => why === 'denied')) return null;
    return {
      what: 'To see a policy that allows the reads of ECS',
      command: { program: 'pullpath', command: 'iam-policy', args: ['plan'], options: { withEcs: true } },
    };
  }
  const shut = diagnosis.subnets
    .filter(({ target }) => target)
    .flatMap(({ hops }) => hops.filter(({ verdict, optional }) => verdict !== 'open' && !optional));
  const beside = [...new Set(shut.filter(({ noEndpoint }) => noEndpoint).map(({ hop }) => hop))];
  if (beside.length === 0) return undefined;
  const rest = [...new Set(shut.filter(({ noEndpoint }) => !noEndpoint).map(({ hop }) => hop))];
  const codes = new Set(shut.filter(({ noEndpoint }) => noEndpoint).flatMap(({ findings }) => findings));
  const where = `what can be done about ${beside.length === 1 ? 'it' : 'them'} is said at ${formatList([...codes])}`;
  if (rest.length === 0) return `No VPC endpoint opens ${formatList(beside)}: ${where}.`;
  const what = `To see what would open ${formatList(rest)} (no VPC endpoint opens ${formatList(beside)}: ${where})`;
  return { what, command: commandFor('plan', options, { vpcId: diagnosis.vpcId }) };
}
