import { Interrupts } from '../../../src/cli/interrupts.ts';
import type { Invocation } from '../../../src/cli/invocation.ts';
import { Options } from '../../../src/cli/options.ts';
import { prepare } from '../../../src/cli/prepare.ts';
import { openSession } from '../../../src/cli/session.ts';
import { terminalOf } from '../../../src/cli/terminal.ts';
import type { Reading } from '../../../src/cli/wizard/draft.ts';
import { readAccount } from '../../../src/cli/wizard/read-account.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import type { WorldName } from '../../../src/sandbox/index.ts';

/** A command called with these options, on streams that nobody reads. */
function invocationOf(over: Partial<Options> = {}): Invocation {
  const options = { ...Options.parse({}), ...over };
  const terminal = { ...terminalOf(process, false), result: () => undefined, notice: () => undefined };
  const interrupts = new Interrupts(process, () => undefined);
  interrupts.release();
  return {
    options,
    terminal,
    interrupts,
    place: { account: null, region: null, note: null },
    deeds: { changed: false },
  };
}

/** A simulated account, read as the wizard does. */
export async function readWorld(sandbox: WorldName, over: Partial<Options> = {}): Promise<Reading> {
  const invocation = invocationOf({ sandbox, ...over });
  const session = await openSession(invocation.options, invocation.terminal);
  try {
    return await readAccount(session, invocation, invocation.options);
  } finally {
    await session.end();
  }
}

/** The plan that pullpath apply makes for a simulated account. */
export async function planFor(sandbox: WorldName): Promise<Plan> {
  const invocation = invocationOf({ sandbox });
  const session = await openSession(invocation.options, invocation.terminal);
  try {
    return (await prepare(session, invocation)).plan;
  } finally {
    await session.end();
  }
}
