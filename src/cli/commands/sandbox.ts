import type { Command } from '../invocation.ts';
import { startWorld } from '../session.ts';

/** Serves a simulated account until interrupted, so that separate commands share it. */
export const sandbox: Command = async ({ options, terminal, interrupts }) => {
  const world = options.world ?? 'guide';
  const account = await startWorld(world);
  const variables = {
    AWS_ENDPOINT_URL: account.url,
    AWS_REGION: account.region,
    AWS_ACCESS_KEY_ID: 'sandbox',
    AWS_SECRET_ACCESS_KEY: 'sandbox',
  };
  if (options.output === 'text') {
    terminal.result(
      Object.entries(variables)
        .map(([name, value]) => `export ${name}=${value}`)
        .join('\n'),
    );
  } else {
    terminal.result(
      JSON.stringify({
        formatVersion: 1,
        command: 'sandbox',
        account: account.accountId,
        region: account.region,
        world,
        variables,
      }),
    );
  }
  if (!options.quiet)
    terminal.notice(
      `Simulated account, world ${world}: nothing here is AWS. Ctrl-C ends it, and it forgets everything.`,
    );
  const stop = interrupts.orderly();
  await new Promise<void>((resolve) => stop.addEventListener('abort', () => resolve(), { once: true }));
  await account.close();
  return 0;
};
