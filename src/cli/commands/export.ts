import { ExitCode, PullpathError } from '../../errors.ts';
import { WRITERS } from '../../export/export.ts';
import { modelOfPlan } from '../../export/from-plan.ts';
import { modelOfStack } from '../../export/from-stack.ts';
import { nothingToExport } from '../../export/header.ts';
import { EXPORT_FORMATS, type Exported, type ExportFormat, type ExportModel } from '../../export/model.ts';
import { moduleCall } from '../../export/modules/module-call.ts';
import { parseSavedPlan } from '../../plan/saved/saved-plan.ts';
import { remedyText } from '../../remedy/remedy.ts';
import { exportDocument } from '../../render/documents/export.ts';
import { exportText } from '../../render/text/export-text.ts';
import { unknownWord } from '../line/did-you-mean.ts';
import type { Options } from '../line/options.ts';
import type { CommandHandler, Invocation } from '../run/invocation.ts';
import { assertNotBlocked } from '../run/plan/blocked.ts';
import { planRun, readText } from '../run/plan/plan-run.ts';
import { openSession } from '../run/session/session.ts';
import { withTimeout } from '../run/session/with-timeout.ts';
import { findStack } from '../run/targets/find-stack.ts';
import { completedRemedy } from '../run/user-flags.ts';
import { forcedDeployment, serviceToFollow } from '../run/watch/forced-deployment.ts';
import { writeExport } from '../run/write-export.ts';

/** Writes what a plan would make, or what stands of a stack, as code; changes nothing. */
export const exportPath: CommandHandler = async (invocation) => {
  const { options } = invocation;
  const format = formatOf(options);
  const { model, note } = await modelFor(invocation);
  const exported = writtenAs(format, model, options);
  const files = options.out === undefined ? [] : await writeExport(options.out, exported);
  const limits = exported.limits.map((limit) => ({
    ...limit,
    remedy: completedRemedy(limit.remedy, { options, region: model.region }),
  }));
  const isEmpty = exported.resources.length === 0;
  return {
    exitCode: ExitCode.Done,
    result: {
      text: (style) =>
        files.length === 0 ? exported.text.trimEnd() : exportText({ format, model, exported, files }, style),
      document: () => exportDocument({ format, model, exported: { ...exported, limits }, files, note }),
    },
    notices: [
      ...(isEmpty ? [nothingToExport(model)] : []),
      ...limits.map(({ message, remedy }) => `Not exported: ${[message, remedyText(remedy)].join(' ').trim()}`),
    ],
  };
};

interface Found {
  readonly model: ExportModel;
  /** What must be said of the account before anything else. */
  readonly note: string | null;
}

async function modelFor({ options, output }: Invocation): Promise<Found> {
  if (options.plan !== undefined) return { model: await savedModel(options, options.plan), note: null };
  const session = await openSession(options, output);
  try {
    const { note } = session;
    if (options.existing) {
      const region = session.region.name;
      const { snapshot, vpcId } = await withTimeout(session.deadline, `Reading ${region}`, () =>
        findStack(session, options, 'plan'),
      );
      return { model: modelOfStack(snapshot, vpcId ?? 'any VPC', options.stack), note };
    }
    const { plan, choices } = await planRun(session, options);
    assertNotBlocked(plan.blocked, false);
    const named = serviceToFollow(options, choices);
    await forcedDeployment(session, options, named);
    return { model: modelOfPlan(plan, options.forceNewDeployment ? named : null), note };
  } finally {
    await session.end();
  }
}

/** A saved plan says all there is to say: no account is asked, and none is needed. */
async function savedModel(options: Options, file: string): Promise<ExportModel> {
  const saved = parseSavedPlan(await readText(file, 'the file name'), file);
  const { choices } = saved;
  if (choices === null || saved.purpose !== 'apply') {
    throw new PullpathError('usage', {
      code: 'NotExportable',
      message: `${file} is the plan of a rollback, which no format but pullpath's own can say.`,
      remedy: 'Run pullpath rollback.',
    });
  }
  assertNotBlocked(saved.blocked, true);
  const named = serviceToFollow(options, choices);
  return modelOfPlan(saved, options.forceNewDeployment ? named : null);
}

function writtenAs(format: ExportFormat, model: ExportModel, options: Options): Exported {
  if (options.module === undefined) return WRITERS[format](model);
  if (format !== 'terraform') {
    throw new PullpathError('usage', {
      code: 'ModuleNeedsTerraform',
      message: `--module ${options.module} is a module of Terraform's; ${format} has none.`,
      remedy: 'Use pullpath export terraform, or leave out --module.',
    });
  }
  return moduleCall(options.module, model, options);
}

function formatOf({ exportFormat: word }: Options): ExportFormat {
  const format = EXPORT_FORMATS.find((known) => known === word);
  if (format !== undefined) return format;
  throw new PullpathError('usage', {
    code: 'UnknownFormat',
    message: word === undefined ? 'export needs a format.' : unknownWord('format', word, EXPORT_FORMATS),
    remedy: `Name one of: ${EXPORT_FORMATS.join(', ')}.`,
  });
}
