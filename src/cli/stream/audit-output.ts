import { isForPlan } from '../../diagnose/catalogue/catalogue.ts';
import { hasNoEgress } from '../../discover/routing/subnet-class.ts';
import { isPullpath } from '../../remedy/command.ts';
import { commandsIn } from '../../remedy/remedy.ts';
import type { AuditedVpc } from '../../render/audit.ts';
import { writeJson } from '../../render/documents/json.ts';
import { auditText } from '../../render/text/audit-text.ts';
import type { Next } from '../../render/text/next.ts';
import { commandFor } from '../line/command-line.ts';
import type { Options } from '../line/options.ts';
import type { Audited } from '../multi-region/audit-regions.ts';
import { isMultiRegion } from '../multi-region/audit-scope.ts';
import { accountFlagsOf } from '../run/session/account-context.ts';
import { insteadOfPlan } from './instead-of-plan.ts';
import type { Result } from './output.ts';
import { VERSION } from './version.ts';

/** What an audit found. The document and the formats are loaded when one is asked for. */
export function auditResult(options: Options, audited: readonly Audited[]): Result {
  const regions = audited.map(({ audit }) => audit);
  const load = () => import('../../render/documents/audit.ts');
  const report = async () => (await load()).auditReport(regions);
  return {
    text: (style) => auditText({ regions, next: nextStep(audited, options) }, style),
    document: async () => (await load()).auditDocument(regions),
    ...(isMultiRegion(options) ? { summary: async () => (await load()).auditSummary(regions) } : {}),
    pipelines: {
      sarif: async (write) => {
        const [{ sarif }, { CATALOGUE }] = await Promise.all([
          import('../../render/formats/sarif.ts'),
          import('../../diagnose/catalogue/catalogue.ts'),
        ]);
        writeJson(sarif(await report(), CATALOGUE, VERSION), write);
      },
      junit: async (write) => (await import('../../render/formats/junit.ts')).junit(await report(), write),
      markdown: async (write) => write((await import('../../render/formats/markdown.ts')).markdown(await report())),
    },
  };
}

/** Subnets that an audit judges by itself and a plan would leave out, since they have a way out. */
function judgedIn({ diagnosis, workload }: AuditedVpc, options: Options): Partial<Options> {
  const targets = diagnosis.subnets.filter(({ target }) => target);
  const isNamed = options.subnetIds !== undefined || options.subnetTag.length > 0 || workload?.subnetIds != null;
  const isDefault = targets.every((subnet) => hasNoEgress(subnet.class));
  return isNamed || isDefault ? {} : { subnetIds: targets.map(({ subnetId }) => subnetId) };
}

/**
 * Of one VPC the details were shown, and the plan is next, where it can do something; of several, the worst one's
 * details are.
 */
function nextStep(audited: readonly Audited[], options: Options): Next | string | null {
  const all = audited.flatMap(({ audit, roleArn }) => audit.vpcs.map((vpc) => ({ vpc, roleArn, audit })));
  const closed = all.find(({ vpc }) => vpc.diagnosis.verdict === 'closed');
  const worst = closed ?? all.find(({ vpc }) => vpc.diagnosis.verdict === 'unknown');
  if (worst === undefined) return null;
  const { vpcId } = worst.vpc.label;
  const consent = needsConsent(worst.vpc) ? { modifyExisting: true } : {};
  const what = 'To see what would open it';
  const target = accountFlagsOf(worst.audit.place.region, options, vpcId);
  const instead = all.length === 1 ? insteadOfPlan(worst.vpc, { ...options, ...target }) : undefined;
  if (instead !== undefined) return instead;
  const codes = worst.vpc.diagnosis.findings.filter(({ verdict }) => verdict !== 'open').map(({ code }) => code);
  const plan = (given: Partial<Options>): Next | null =>
    isForPlan(codes)
      ? { what, command: commandFor('plan', options, { ...given, ...consent, ...judgedIn(worst.vpc, options) }) }
      : null;
  if (!isMultiRegion(options)) return plan(target);
  const alone = {
    ...target,
    roleArn: worst.roleArn === null ? [] : [worst.roleArn],
    allVpcs: false,
    allServices: false,
    cluster: worst.vpc.workload?.cluster ?? options.cluster,
    service: worst.vpc.workload?.service ?? options.service,
    regions: undefined,
  };
  if (all.length === 1 && audited.length === 1) return plan(alone);
  return {
    what: `To see why ${worst.vpc.workload?.service ?? vpcId} is not open`,
    command: commandFor('audit', options, alone),
  };
}

/** Whether something that pullpath did not create has to be changed. */
function needsConsent({ diagnosis: { findings, subnets } }: AuditedVpc): boolean {
  const targets = new Set(subnets.filter(({ target }) => target).map(({ subnetId }) => subnetId));
  return findings
    .filter(({ severity, subnetIds }) => severity === 'closes' && subnetIds.some((id) => targets.has(id)))
    .flatMap(({ remedy }) => commandsIn(remedy))
    .some((command) => isPullpath(command) && command.command === 'apply' && command.options?.modifyExisting === true);
}
