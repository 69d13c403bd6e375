import type { Diagnosis } from '../../diagnose/diagnosis.ts';
import type { RegionAudit } from '../../render/audit.ts';
import { auditText } from '../../render/audit-text.ts';
import { auditDocument } from '../../render/documents/audit.ts';
import { commandFor } from '../command-line.ts';
import type { Command } from '../invocation.ts';
import { labelOf, placeOf } from '../place.ts';
import { openSession } from '../session.ts';
import { diagnoser, survey } from '../survey.ts';

/** Judges the path and changes nothing. */
export const audit: Command = async (invocation) => {
  const { options, terminal } = invocation;
  const session = await openSession(options, terminal);
  try {
    const { snapshot, choices } = await survey(session, options);
    const diagnosis = diagnoser(choices)(snapshot);
    const place = placeOf(session, snapshot, invocation);
    const region: RegionAudit = {
      place,
      vpcs: [{ label: labelOf(snapshot, choices.vpcId), diagnosis, stack: null }],
      error: null,
    };
    if (options.output === 'text') {
      const next =
        diagnosis.verdict === 'open'
          ? null
          : { what: 'To see what would open it', command: commandFor('plan', options, { vpcId: choices.vpcId }) };
      terminal.result(auditText({ regions: [region], details: true, next }, terminal.resultStyle));
    } else {
      terminal.result(JSON.stringify(auditDocument([region]), null, options.output === 'json' ? 2 : undefined));
    }
    return fails(diagnosis, options.failOn) ? 2 : 0;
  } finally {
    await session.end();
  }
};

/** Whether an audit is bad enough for exit 2: the bar is the user's. */
function fails({ verdict, findings }: Diagnosis, failOn: 'closed' | 'unknown' | 'risk'): boolean {
  if (verdict === 'closed') return true;
  if (failOn !== 'closed' && verdict === 'unknown') return true;
  return failOn === 'risk' && findings.some((finding) => finding.severity === 'endangers');
}
