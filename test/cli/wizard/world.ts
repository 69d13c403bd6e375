import { Options } from '../../../src/cli/line/options.ts';
import { planRun } from '../../../src/cli/run/plan/plan-run.ts';
import { openSession, type Session } from '../../../src/cli/run/session/session.ts';
import { Output } from '../../../src/cli/stream/output.ts';
import { terminalOf } from '../../../src/cli/stream/terminal.ts';
import { readAccount } from '../../../src/cli/wizard/account/read-account.ts';
import type { AccountReading } from '../../../src/cli/wizard/wizard-state.ts';
import type { Diagnosis } from '../../../src/diagnose/diagnosis.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { WorldName } from '../../../src/sandbox/index.ts';

/** Options, and an output that nobody reads. */
function quietly(over: Partial<Options>): { options: Options; output: Output } {
  const options = { ...Options.parse({}), ...over };
  const terminal = { ...terminalOf(process, false), result: () => undefined, notice: () => undefined };
  return { options, output: new Output(terminal, options) };
}

/** A session in a simulated account, to be ended by the caller. */
export function sessionIn(sandbox: WorldName, over: Partial<Options> = {}): Promise<Session> {
  const { options, output } = quietly({ sandbox, ...over });
  return openSession(options, output);
}

/** A simulated account, read as the wizard does. */
export async function readWorld(sandbox: WorldName, over: Partial<Options> = {}): Promise<AccountReading> {
  const { options, output } = quietly({ sandbox, ...over });
  const session = await openSession(options, output);
  try {
    return await readAccount(session, options);
  } finally {
    await session.end();
  }
}

/** The plan that pullpath apply makes for a simulated account. */
export async function planFor(sandbox: WorldName): Promise<Plan> {
  const { options, output } = quietly({ sandbox });
  const session = await openSession(options, output);
  try {
    return (await planRun(session, options)).plan;
  } finally {
    await session.end();
  }
}

/** What an audit finds in a simulated account. */
export async function diagnosisOf(sandbox: WorldName): Promise<Diagnosis> {
  const { options, output } = quietly({ sandbox });
  const session = await openSession(options, output);
  try {
    return (await planRun(session, options)).diagnosis;
  } finally {
    await session.end();
  }
}
