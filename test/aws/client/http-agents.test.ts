import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect as open } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/aws/client/clients.ts';
import { bundleFrom, httpAgentsFor, proxyFor } from '../../../src/aws/client/http-agents.ts';
import { PullpathError } from '../../../src/errors.ts';
import { startSandbox } from '../../../src/sandbox/index.ts';

const NAMES = [
  'HTTPS_PROXY',
  'https_proxy',
  'HTTP_PROXY',
  'http_proxy',
  'NO_PROXY',
  'no_proxy',
  'ALL_PROXY',
  'all_proxy',
  'AWS_CA_BUNDLE',
];
const EC2 = 'https://ec2.eu-west-1.amazonaws.com';

beforeEach(() => {
  for (const name of NAMES) vi.stubEnv(name, '');
});
afterEach(() => vi.unstubAllEnvs());

describe('the way out', () => {
  it.each<[string, Record<string, string>, string, boolean]>([
    ['is direct where the environment names no proxy', {}, EC2, false],
    ['leads through HTTPS_PROXY', { HTTPS_PROXY: 'http://proxy.example:3128' }, EC2, true],
    ['leads through https_proxy', { https_proxy: 'http://proxy.example:3128' }, EC2, true],
    [
      'is direct for what NO_PROXY names',
      { HTTPS_PROXY: 'http://proxy.example:3128', NO_PROXY: '.amazonaws.com' },
      EC2,
      false,
    ],
    [
      'is direct to this machine, whatever the proxy',
      { HTTP_PROXY: 'http://proxy.example:3128' },
      'http://127.0.0.1:5000',
      false,
    ],
  ])('%s', async (_title, environment, url, through) => {
    for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
    const proxy = await proxyFor(url, process.env);
    const { httpsAgent } = await httpAgentsFor(proxy, null);
    expect(httpsAgent?.constructor.name).toBe(through ? 'HttpsProxyAgent' : 'Agent');
  });

  it('trusts what AWS_CA_BUNDLE names, and says so where that cannot be read', async () => {
    const { httpsAgent } = await httpAgentsFor(
      null,
      await bundleFrom({ AWS_CA_BUNDLE: new URL(import.meta.url).pathname }),
    );
    expect(httpsAgent?.options.ca).toContain('AWS_CA_BUNDLE');
    const unreadable = bundleFrom({ AWS_CA_BUNDLE: '/nowhere.pem' });
    await expect(unreadable).rejects.toMatchObject({ code: 'UnreadableCaBundle' });
    await expect(unreadable).rejects.toBeInstanceOf(PullpathError);
  });

  it('is taken by real requests: the proxy is asked to connect to the endpoint', async () => {
    const sandbox = await startSandbox({ world: 'guide' });
    const asked: (string | undefined)[] = [];
    const proxy = createServer().on('connect', (request, socket) => {
      asked.push(request.url);
      const tunnel = open(sandbox.port, '127.0.0.1', () => socket.write('HTTP/1.1 200 Connection established\r\n\r\n'));
      tunnel.pipe(socket).pipe(tunnel);
    });
    proxy.listen(0, '127.0.0.1');
    await once(proxy, 'listening');
    vi.stubEnv('HTTP_PROXY', `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`);
    const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
    const connection = await connect({ region: 'us-east-1', endpointUrl: 'http://ec2.example:8080', credentials });
    expect(await connection.reader.vpcs({})).toHaveLength(1);
    expect(asked).toEqual(['ec2.example:8080']);
    connection.close();
    await sandbox.close();
    proxy.close();
  });
});
