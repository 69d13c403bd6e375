import { auditText } from '../render/audit-text.ts';
import type { AuditReport } from '../render/documents/audit.ts';
import { writeJson } from '../render/documents/json.ts';
import type { Next } from '../render/next.ts';
import { commandFor } from './command-line.ts';
import { isEstate } from './estate/asked.ts';
import type { Audited } from './estate/audit-estate.ts';
import type { Invocation } from './invocation.ts';
import type { Options, OutputFormat } from './options.ts';
import { resultDocument } from './result-document.ts';
import { VERSION } from './version.ts';

/** Writes what an audit found, in the format that was asked for. */
export async function tellAudit({ options, terminal }: Invocation, audited: readonly Audited[]): Promise<void> {
  const regions = audited.map(({ audit }) => audit);
  if (options.output === 'text') {
    const view = { regions, details: options.verbose, next: options.quiet ? null : nextStep(audited, options) };
    terminal.result(auditText(view, terminal.resultStyle));
    return;
  }
  const { auditDocument, auditReport } = await import('../render/documents/audit.ts');
  if (options.output === 'json' || options.output === 'jsonl')
    resultDocument(terminal, options, auditDocument(regions));
  else (await FOR_PIPELINES[options.output]())(auditReport(regions), terminal.result);
}

type PipelineFormat = Exclude<OutputFormat, 'text' | 'json' | 'jsonl'>;
type PipelineWriter = (audit: AuditReport, write: (lines: string) => void) => void;

/** Each loaded when it is asked for. */
const FOR_PIPELINES: { readonly [F in PipelineFormat]: () => Promise<PipelineWriter> } = {
  sarif: async () => {
    const [{ sarif }, { CATALOGUE }] = await Promise.all([
      import('../render/sarif.ts'),
      import('../diagnose/catalogue/catalogue.ts'),
    ]);
    return (audit, write) => writeJson(sarif(audit, Object.values(CATALOGUE), VERSION), write);
  },
  junit: async () => (await import('../render/junit.ts')).junit,
  markdown: async () => {
    const { markdown } = await import('../render/markdown.ts');
    return (audit, write) => write(markdown(audit));
  },
};

/** Of one VPC the details were shown, and the plan is next; of several, the worst one's details are. */
function nextStep(audited: readonly Audited[], options: Options): Next | null {
  const all = audited.flatMap(({ audit, roleArn }) => audit.vpcs.map((vpc) => ({ vpc, roleArn, audit })));
  const closed = all.find(({ vpc }) => vpc.diagnosis.verdict === 'closed');
  const worst = closed ?? all.find(({ vpc }) => vpc.diagnosis.verdict === 'unknown');
  if (worst === undefined) return null;
  const { vpcId } = worst.vpc.label;
  if (!isEstate(options)) return { what: 'To see what would open it', command: commandFor('plan', options, { vpcId }) };
  const alone = {
    vpcId,
    region: worst.audit.place.region,
    roleArn: worst.roleArn === null ? [] : [worst.roleArn],
    allVpcs: false,
    regions: undefined,
  };
  if (all.length === 1 && audited.length === 1)
    return { what: 'To see what would open it', command: commandFor('plan', options, alone) };
  return { what: `To see why ${vpcId} is not open`, command: commandFor('audit', options, alone) };
}
