import { afterEach, expect, it } from 'vitest';
import { type Connection, connect } from '../../src/aws/client/clients.ts';
import { type Sandbox, startSandbox } from '../../src/sandbox/index.ts';

let sandbox: Sandbox;
let connection: Connection;

afterEach(async () => {
  connection.close();
  await sandbox.close();
});

async function open(): Promise<void> {
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  connection = await connect({ region: sandbox.region, endpointUrl: sandbox.url, credentials });
}

it('a closed connection gives up what is under way, and does not repeat it', async () => {
  let asked = 0;
  sandbox = await startSandbox({
    world: 'guide',
    faults: [{ at: 1, times: 100, do: 'stop', stopped: () => (asked += 1) }],
  });
  await open();
  const unanswered = connection.reader.vpcs({});
  const rejection = expect(unanswered).rejects.toThrow();
  await expect.poll(() => asked).toBe(1);
  connection.close();
  await rejection;
  expect(asked).toBe(1);
});

it('a closed connection sends nothing more', async () => {
  sandbox = await startSandbox({ world: 'guide' });
  await open();
  await connection.reader.zones();
  connection.close();
  await expect(connection.reader.vpcs({})).rejects.toThrow();
  expect(sandbox.journal.entries.map(({ action }) => action)).toEqual(['DescribeAvailabilityZones']);
});
