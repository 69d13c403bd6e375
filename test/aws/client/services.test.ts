import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { connect } from '../../../src/aws/client/clients.ts';
import type { RequestRecord } from '../../../src/aws/client/request-record.ts';
import { serviceOfAction } from '../../../src/aws/client/services.ts';
import { ECS_READ_ACTIONS } from '../../../src/aws/iam/calls.ts';
import type { EcsReader } from '../../../src/aws/read/workload-reader.ts';
import { KEYS } from '../canned.ts';

beforeEach(() => {
  for (const name of ['PROFILE', 'ENDPOINT_URL', 'ENDPOINT_URL_EC2', 'ENDPOINT_URL_ECS', 'CA_BUNDLE'])
    vi.stubEnv(`AWS_${name}`, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
});
afterEach(() => vi.unstubAllEnvs());

/** An endpoint that speaks ECS's JSON. */
async function ecsAt(answer: (operation: string, input: Record<string, unknown>) => { status?: number; body: string }) {
  const calls: { operation: string; input: Record<string, unknown>; agent: string }[] = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
    const input = text === '' ? {} : JSON.parse(text);
    calls.push({ operation, input, agent: String(request.headers['user-agent']) });
    const { status = 200, body } = answer(operation, input);
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': 'r-1' });
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls };
}

async function connected(options: Parameters<typeof connect>[0] = {}) {
  const requests: RequestRecord[] = [];
  const connection = await connect({
    region: 'eu-west-1',
    credentials: KEYS,
    onRequest: (record) => requests.push(record),
    ...options,
  });
  onTestFinished(() => connection.close());
  return { connection, requests };
}

const READS: { readonly [K in keyof EcsReader]: (reader: EcsReader) => Promise<unknown> } = {
  clusterArns: (reader) => reader.clusterArns(),
  clusters: (reader) => reader.clusters(['prod']),
  serviceArns: (reader) => reader.serviceArns('prod'),
  services: (reader) => reader.services('prod', ['web']),
  expressService: (reader) => reader.expressService('arn:aws:ecs:eu-west-1:111122223333:service/prod/web'),
  serviceRevisions: (reader) =>
    reader.serviceRevisions(['arn:aws:ecs:eu-west-1:111122223333:service-revision/prod/web/1']),
  taskArns: (reader) => reader.taskArns('prod', { status: 'STOPPED' }),
  tasks: (reader) => reader.tasks('prod', ['1']),
  taskDefinition: (reader) => reader.taskDefinition('web:1'),
  capacityProviders: (reader) => reader.capacityProviders('prod', ['FARGATE']),
  containerInstanceArns: (reader) => reader.containerInstanceArns('prod'),
  containerInstances: (reader) => reader.containerInstances('prod', ['1']),
};

describe('a service in the table', () => {
  it.each(Object.keys(READS) as (keyof EcsReader)[])(
    'is sent the request that the table of calls names: %s',
    async (method) => {
      const { url, calls } = await ecsAt(() => ({ body: '{"taskDefinition":{},"service":{}}' }));
      const { connection, requests } = await connected({ endpointUrl: url });
      await READS[method](await connection.ecs());
      expect(calls.map(({ operation }) => `ecs:${operation}`)).toEqual([ECS_READ_ACTIONS[method]]);
      expect(requests).toMatchObject([
        { service: 'ecs', operation: calls[0]?.operation, attempts: 1, requestId: 'r-1' },
      ]);
      expect(calls[0]?.agent).toMatch(/\bpullpath\b/);
    },
  );

  it('has its own variable for an endpoint, which the others leave alone', async () => {
    const { url, calls } = await ecsAt(() => ({ body: '{"clusterArns":["a"]}' }));
    vi.stubEnv('AWS_ENDPOINT_URL_ECS', url);
    const { connection } = await connected();
    expect(await (await connection.ecs()).clusterArns()).toEqual(['a']);
    expect(connection.endpoint).toBeNull();
    expect(calls).toHaveLength(1);
  });

  it('has its own line in the services section of a profile', async () => {
    const { url, calls } = await ecsAt(() => ({ body: '{"clusterArns":[]}' }));
    const directory = mkdtempSync(join(tmpdir(), 'pullpath-services-'));
    onTestFinished(() => rmSync(directory, { recursive: true }));
    const config = join(directory, 'config');
    writeFileSync(
      config,
      `[profile dev]\nregion = eu-west-1\nservices = local\n[services local]\necs =\n  endpoint_url = ${url}\n`,
    );
    vi.stubEnv('AWS_CONFIG_FILE', config);
    vi.stubEnv('AWS_PROFILE', undefined);
    const { connection } = await connected({ region: undefined, profile: 'dev' });
    await (await connection.ecs()).clusterArns();
    expect(calls).toHaveLength(1);
  });

  it('is named in the error where its endpoint cannot be reached', async () => {
    vi.stubEnv('AWS_ENDPOINT_URL_ECS', 'http://127.0.0.1:9');
    const { connection } = await connected();
    await expect((await connection.ecs()).clusterArns()).rejects.toMatchObject({
      code: 'EndpointUnreachable',
      action: 'ecs:ListClusters',
      message: expect.stringContaining('http://127.0.0.1:9 (from AWS_ENDPOINT_URL_ECS)'),
    });
  });

  it.each([
    ['a page', '<html>Sign in</html>'],
    ['nothing', ''],
  ])('is not believed to have answered with %s', async (_, body) => {
    const { url } = await ecsAt(() => ({ body }));
    const { connection } = await connected({ endpointUrl: url });
    await expect((await connection.ecs()).clusterArns()).rejects.toMatchObject({
      code: 'UnreadableAnswer',
      message: expect.stringContaining("other than an answer of ECS's"),
    });
  });

  it('refuses in its own words', async () => {
    const body = JSON.stringify({ __type: 'ClusterNotFoundException', message: 'Cluster not found.' });
    const { url } = await ecsAt(() => ({ status: 400, body }));
    const { connection } = await connected({ endpointUrl: url });
    await expect((await connection.ecs()).serviceArns('no')).rejects.toMatchObject({
      kind: 'refused-by-aws',
      code: 'ClusterNotFoundException',
      action: 'ecs:ListServices',
      requestId: 'r-1',
    });
  });

  it('is told from an IAM action', () => {
    expect(serviceOfAction('ecs:ListClusters')).toBe('ecs');
    expect(() => serviceOfAction('s3:GetObject')).toThrow('s3:GetObject');
  });
});
