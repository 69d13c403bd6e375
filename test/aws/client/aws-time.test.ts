import { expect, it } from 'vitest';
import { connect } from '../../../src/aws/client/clients.ts';
import { canned, empty, KEYS } from '../canned.ts';

it.each([
  ['years ahead', Date.UTC(2031, 0, 1)],
  ['years behind', Date.UTC(2020, 0, 1)],
])('AWS’s time is the one in its answers, where the machine’s clock is %s of it', async (_, time) => {
  const { url } = await canned(empty, { date: new Date(time).toUTCString() });
  const connection = await connect({ endpointUrl: url, region: 'us-east-1', credentials: KEYS });
  await connection.reader.vpcs({});
  // A bound that only tells years apart.
  expect(Math.abs(connection.awsTimeMs() - time)).toBeLessThan(3_600_000);
  connection.close();
});
