import { ExitCode } from '../../errors.ts';
import { assignment } from '../../remedy/shell-syntax.ts';
import { sandboxDocument } from '../../render/documents/offline.ts';
import type { CommandHandler } from '../run/invocation.ts';
import { startWorld } from '../run/session/start-world.ts';

/** Serves a simulated account until interrupted, so that separate commands share it. */
export const sandbox: CommandHandler = async ({ options, output, interrupts }) => {
  const world = options.world ?? 'guide';
  const account = await startWorld(world);
  const syntax = options.shell ?? output.terminal.resultStyle.shell ?? 'posix';
  const note = `Simulated account, world ${world}: nothing here is AWS.`;
  const environment = {
    AWS_ENDPOINT_URL: account.url,
    AWS_REGION: account.region,
    // Version 1 of the AWS CLI knows only this one.
    AWS_DEFAULT_REGION: account.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  };
  await output.write({
    text: () =>
      Object.entries(environment)
        .map(([name, value]) => assignment(name, value, syntax))
        .join('\n'),
    document: () =>
      sandboxDocument(
        { account: account.accountId, region: account.region, note },
        { world, url: account.url, environment },
      ),
  });
  output.hint(`${note} Ctrl-C ends it, and it forgets everything.`);
  const stop = interrupts.stopSignal({ words: '', abandoned: 'Stopped.' });
  await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  await account.close();
  return { exitCode: ExitCode.Done, result: null };
};
