import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { PullpathError } from '../../src/errors.ts';
import { type Listener, listening } from '../cli/mute.ts';
import { canned, empty } from './canned.ts';

const opened: Listener[] = [];
async function listener(...talk: Parameters<typeof listening>): Promise<Listener> {
  const one = await listening(...talk);
  opened.push(one);
  return one;
}

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'pullpath-home-'));
  for (const name of Object.keys(process.env)) if (/^AWS_|_proxy$/i.test(name)) vi.stubEnv(name, undefined);
  vi.stubEnv('HOME', home);
  vi.stubEnv('AWS_CONFIG_FILE', join(home, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
  writeFileSync(join(home, 'config'), '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  for (const one of opened.splice(0)) one.close();
});

const KEYS = { accessKeyId: 'testing', secretAccessKey: 'testing' };

async function failure(options: Parameters<typeof connect>[0] = {}): Promise<PullpathError> {
  const error = await (async () => {
    const connection = await connect({ region: 'eu-west-1', ...options });
    await connection.reader.callerIdentity().finally(connection.close);
  })().catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(PullpathError);
  return error as PullpathError;
}

describe('a proxy', () => {
  it.each([
    [407, /asks for a name and a password: put them into HTTPS_PROXY/],
    [403, /NO_PROXY/],
    [502, /can’t reach that host itself/],
  ])('that answers %i is named, with what to do', async (status, remedy) => {
    const proxy = await listener((socket) => {
      socket.once('data', () => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
    });
    vi.stubEnv('HTTPS_PROXY', `http://somebody:hush@127.0.0.1:${proxy.port}`);
    const error = await failure({ credentials: KEYS });
    expect(error).toMatchObject({ kind: 'failed', code: 'EndpointUnreachable' });
    expect(error.message).toBe(
      `The proxy 127.0.0.1:${proxy.port} (from HTTPS_PROXY) refused the connection to AWS in eu-west-1 for sts:GetCallerIdentity: it answered HTTP ${status}.`,
    );
    expect(error.remedy).toMatch(remedy);
    expect(JSON.stringify({ ...error, cause: undefined })).not.toContain('hush');
  });

  it.each([
    ['that is not there', 'http://127.0.0.1:9', 'EndpointUnreachable', /The proxy 127\.0\.0\.1:9 \(from HTTPS_PROXY\)/],
    ['without a scheme is one of http', '127.0.0.1:9', 'EndpointUnreachable', /The proxy 127\.0\.0\.1:9 .*refused/],
    ['that is no URL', 'http://some:hush@:::', 'InvalidProxyUrl', /HTTPS_PROXY is not the URL of a proxy/],
    ['of another kind', 'socks5://some:hush@127.0.0.1:9', 'InvalidProxyUrl', /HTTPS_PROXY names a socks5 proxy/],
    ['with a broken password', 'http://some:hush%@127.0.0.1:9', 'InvalidProxyUrl', /a % that encodes nothing/],
  ])('%s is said', async (_, url, code, message) => {
    vi.stubEnv('HTTPS_PROXY', url);
    const error = await failure({ credentials: KEYS });
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
    expect(`${error.message}${error.remedy}`).not.toContain('hush');
  });
});

describe('an endpoint', () => {
  it('that speaks no HTTP is said', async () => {
    const { url } = await listener((socket) => void socket.once('data', () => socket.end('220 mail ready\r\n')));
    expect(await failure({ credentials: KEYS, endpointUrl: url })).toMatchObject({
      code: 'EndpointUnreachable',
      message: expect.stringContaining('its answer is not HTTP'),
    });
  });

  it('that speaks no TLS is no matter of certificates', async () => {
    const { port } = await listener((socket) => void socket.once('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n')));
    expect(await failure({ credentials: KEYS, endpointUrl: `https://127.0.0.1:${port}` })).toMatchObject({
      code: 'EndpointUnreachable',
      message: expect.stringContaining('it does not speak TLS'),
      remedy: expect.stringContaining(`http://127.0.0.1:${port}`),
    });
  });

  it.each([
    'user:hush@host',
    'http://user:hush@host',
    'hush@host',
    'http://host/?token=hush',
    'http://host/#hush',
    'ftp://user:hush@host',
  ])('with a secret in its address is refused, and not shown: %s', async (endpointUrl) => {
    const error = await failure({ credentials: KEYS, endpointUrl });
    expect(error).toMatchObject({ kind: 'usage', code: 'InvalidEndpointUrl' });
    expect(`${error.message}${error.remedy}`).not.toContain('hush');
  });
});

describe('credentials', () => {
  it.each([
    ['AWS_WEB_IDENTITY_TOKEN_FILE', { AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/x' }],
    ['AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE', { AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://127.0.0.1:9/' }],
  ])('whose %s is missing are said to be', async (name, others) => {
    for (const [key, value] of Object.entries({ ...others, [name]: join(home, 'missing') })) vi.stubEnv(key, value);
    expect(await failure()).toMatchObject({
      kind: 'credentials',
      code: 'UnreadableTokenFile',
      message: `The file ${join(home, 'missing')} that ${name} names cannot be read (ENOENT).`,
    });
  });

  it('that are answered in a text that is no JSON are not quoted', async () => {
    const { url } = await listener((socket) => {
      socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nhush'));
    });
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', url);
    const error = await failure();
    expect(error).toMatchObject({ kind: 'credentials', code: 'UnreadableCredentials' });
    expect(`${error.message}${error.remedy}`).not.toContain('hush');
  });

  it('with a line break in them are said to be', async () => {
    const error = await failure({ credentials: { ...KEYS, sessionToken: 'hush\nhush' } });
    expect(error).toMatchObject({ kind: 'credentials', code: 'InvalidCredentials' });
  });

  it('whose source is no URL are said to be', async () => {
    vi.stubEnv('AWS_CONTAINER_CREDENTIALS_FULL_URI', 'nowhere');
    expect(await failure()).toMatchObject({ kind: 'credentials', code: 'InvalidCredentialSource' });
  });
});

describe('SSO', () => {
  const session = (expiresAt: Date) => {
    const cache = join(home, '.aws', 'sso', 'cache');
    mkdirSync(cache, { recursive: true });
    const token = {
      accessToken: 'hush',
      expiresAt: expiresAt.toISOString(),
      clientId: 'id',
      clientSecret: 'hush',
      refreshToken: 'hush',
    };
    writeFileSync(join(cache, `${createHash('sha1').update('corp').digest('hex')}.json`), JSON.stringify(token));
    writeFileSync(
      join(home, 'config'),
      '[profile sso]\nsso_session = corp\nsso_account_id = 111122223333\nsso_role_name = x\n[sso-session corp]\nsso_start_url = https://corp.awsapps.com/start\nsso_region = eu-west-1\n',
    );
  };

  it.each([
    ['portal.sso', 3_600_000],
    ['oidc', -1000],
  ])('asks %s through the proxy, and a network that fails is no session that has expired', async (host, leftMs) => {
    session(new Date(Date.now() + leftMs));
    const asked: string[] = [];
    const proxy = await listener((socket) => {
      socket.once('data', (head: Buffer) => {
        asked.push(head.toString().split(' ')[1] ?? '');
        socket.end('HTTP/1.1 503 No\r\n\r\n');
      });
    });
    vi.stubEnv('HTTPS_PROXY', proxy.url);
    const { url: endpointUrl } = await canned(empty);
    const error = await failure({ profile: 'sso', endpointUrl });
    expect(new Set(asked)).toEqual(new Set([`${host}.eu-west-1.amazonaws.com:443`]));
    expect(error).toMatchObject({ kind: 'failed', code: 'EndpointUnreachable' });
    expect(error.message).toContain(`${host}.eu-west-1.amazonaws.com for credentials: it answered HTTP 503`);
  });
});

it('says which version asks', async () => {
  const agents: string[] = [];
  const { url } = await listener((socket) => {
    socket.once('data', (head: Buffer) => {
      agents.push(/^(?:x-amz-)?user-agent: (.*)$/im.exec(head.toString())?.[1] ?? '');
      socket.end('HTTP/1.1 500 No\r\n\r\n');
    });
  });
  await failure({ credentials: KEYS, endpointUrl: url });
  expect(agents[0]).toMatch(/ pullpath\/\d+\.\d+\.\d+/);
});
