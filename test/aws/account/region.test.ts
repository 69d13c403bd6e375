import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { connect } from '../../../src/aws/client/clients.ts';
import { exitCodeOf } from '../../../src/errors.ts';
import { KEYS } from '../canned.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pullpath-region-'));
  await writeFile(
    join(folder, 'config'),
    [
      '[default]',
      'region = eu-central-1',
      '[profile dev]',
      'region = ap-south-1',
      '[profile bare]',
      'output = json',
      '[profile local]',
      'region = eu-west-3',
      'endpoint_url = http://127.0.0.1:4566',
      '[profile services]',
      'region = eu-west-3',
      'services = emulators',
      '[services emulators]',
      'ec2 =',
      '  endpoint_url = http://127.0.0.1:5000',
    ].join('\n'),
  );
});

afterAll(() => rm(folder, { recursive: true }));
afterEach(() => vi.unstubAllEnvs());

/** Sets exactly these of the variables that choose anything. */
function environment(variables: Record<string, string>): void {
  const all = ['REGION', 'DEFAULT_REGION', 'PROFILE', 'ENDPOINT_URL', 'ENDPOINT_URL_EC2', 'ENDPOINT_URL_STS'];
  for (const name of [...all, 'IGNORE_CONFIGURED_ENDPOINT_URLS']) vi.stubEnv(`AWS_${name}`, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', join(folder, 'config'));
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  for (const [name, value] of Object.entries(variables)) vi.stubEnv(name, value);
}

describe('the region', () => {
  it.each([
    ['--region before all else', { region: 'us-west-2' }, { AWS_REGION: 'eu-west-1' }, 'us-west-2', '--region'],
    ['AWS_REGION', {}, { AWS_REGION: 'eu-west-1', AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-1', 'AWS_REGION'],
    ['AWS_DEFAULT_REGION', {}, { AWS_DEFAULT_REGION: 'eu-west-2' }, 'eu-west-2', 'AWS_DEFAULT_REGION'],
    [
      'AWS_DEFAULT_REGION where AWS_REGION is empty',
      {},
      { AWS_REGION: '', AWS_DEFAULT_REGION: 'eu-west-2' },
      'eu-west-2',
      'AWS_DEFAULT_REGION',
    ],
    ['the variables before a profile', { profile: 'dev' }, { AWS_REGION: 'eu-west-1' }, 'eu-west-1', 'AWS_REGION'],
    ['the profile that --profile names', { profile: 'dev' }, { AWS_PROFILE: 'bare' }, 'ap-south-1', 'profile dev'],
    ['the profile that AWS_PROFILE names', {}, { AWS_PROFILE: 'dev' }, 'ap-south-1', 'profile dev'],
    ['the default profile', {}, {}, 'eu-central-1', 'profile default'],
  ])('comes from %s', async (_, options, variables, name, source) => {
    environment(variables);
    const connection = await connect({ ...options, credentials: KEYS });
    connection.close();
    expect(connection.region).toEqual({ name, source });
  });

  it.each([
    ['the profile names none', { profile: 'bare' }],
    ['there is no such profile', { profile: 'nowhere' }],
  ])('is never one that nobody chose: where %s that is an error, and the remedy names the flag', async (_, options) => {
    environment({});
    const error = await connect({ ...options, credentials: KEYS }).catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'credentials', code: 'MissingRegion' });
    expect(error.remedy).toContain('--region');
    expect(error.remedy).toContain('AWS_REGION');
    expect(exitCodeOf(error)).toBe(253);
  });

  it.each([
    ['what is no configuration', 'region: eu-west-1\n{"profiles": []}\n', {}],
    ['sections that are no profiles', '[dev]\nregion = eu-west-1\n', { profile: 'dev' }],
    ['bytes', '\u0000\u0001\u0002', {}],
  ])('that cannot be found in a file with %s, is the fault of the file', async (_, text, options) => {
    const file = join(folder, 'broken');
    await writeFile(file, text);
    environment({ AWS_CONFIG_FILE: file });
    await expect(connect(options)).rejects.toMatchObject({
      kind: 'credentials',
      code: 'UnreadableConfig',
      message: `${file} could not be understood: it has no section [default] or [profile NAME] with settings.`,
    });
  });

  it('that cannot be found in a file which cannot be read, is the fault of the file too', async () => {
    environment({ AWS_CONFIG_FILE: folder });
    await expect(connect()).rejects.toMatchObject({ code: 'UnreadableConfig', message: `${folder} cannot be read.` });
  });

  it.each([
    ['is not there', null],
    ['is empty', ''],
    ['has comments alone', '# region = eu-west-1\n  ; later\n'],
  ])('is just missing where the file %s', async (_, text) => {
    const file = join(folder, 'nothing');
    await rm(file, { force: true });
    if (text !== null) await writeFile(file, text);
    environment({ AWS_CONFIG_FILE: file });
    await expect(connect()).rejects.toMatchObject({ code: 'MissingRegion' });
  });

  it.each(['eu west 1', 'eu/west', '-eu', '*'])('is refused where «%s» could be no region’s name', async (region) => {
    environment({});
    await expect(connect({ region, credentials: KEYS })).rejects.toMatchObject({ code: 'InvalidRegion' });
  });
});

describe('the endpoint', () => {
  const region = 'eu-west-1';
  const url = 'http://127.0.0.1:5000';

  it.each([
    ['AWS itself where nobody chose another', {}, {}, null, true],
    [
      '--endpoint-url',
      { endpointUrl: url },
      { AWS_ENDPOINT_URL: 'http://other:1' },
      { url, source: '--endpoint-url' },
      false,
    ],
    [
      'AWS_ENDPOINT_URL_EC2',
      {},
      { AWS_ENDPOINT_URL: 'http://other:1', AWS_ENDPOINT_URL_EC2: url },
      { url, source: 'AWS_ENDPOINT_URL_EC2' },
      false,
    ],
    ['AWS_ENDPOINT_URL', {}, { AWS_ENDPOINT_URL: url }, { url, source: 'AWS_ENDPOINT_URL' }, false],
    [
      'the profile that --profile names',
      { profile: 'local' },
      {},
      { url: 'http://127.0.0.1:4566', source: 'profile local' },
      false,
    ],
    ['a services section of the profile', { profile: 'services' }, {}, { url, source: 'profile services' }, false],
    [
      'AWS itself where the others are to be ignored',
      {},
      { AWS_ENDPOINT_URL: url, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' },
      null,
      true,
    ],
    [
      'a VPC endpoint of EC2, which is AWS itself',
      { endpointUrl: 'https://vpce-1-2.ec2.eu-west-1.vpce.amazonaws.com' },
      {},
      { url: 'https://vpce-1-2.ec2.eu-west-1.vpce.amazonaws.com', source: '--endpoint-url' },
      true,
    ],
    [
      'a name that only looks like AWS',
      { endpointUrl: 'https://amazonaws.com.example.net' },
      {},
      { url: 'https://amazonaws.com.example.net', source: '--endpoint-url' },
      false,
    ],
  ])('is %s', async (_, options, variables, endpoint, isAwsEndpoint) => {
    environment(variables);
    const connection = await connect({ region, ...options, credentials: KEYS });
    connection.close();
    expect(connection).toMatchObject({ endpoint, isAwsEndpoint });
  });

  it.each([
    ['ec2.eu-west-1.amazonaws.com', true],
    ['ec2-fips.us-east-1.amazonaws.com', true],
    ['ec2.us-gov-west-1.api.aws', true],
    ['ec2.cn-north-1.amazonaws.com.cn', true],
    ['vpce-0a1b-c2d3-eu-west-1a.ec2.eu-west-1.vpce.amazonaws.com', true],
    ['ec2-203-0-113-5.compute-1.amazonaws.com', false],
    ['ec2-203-0-113-5.eu-west-1.compute.amazonaws.com', false],
    ['moto-123.eu-west-1.elb.amazonaws.com', false],
    ['ec2.eu-west-1.elb.amazonaws.com', false],
    ['bucket.s3.amazonaws.com', false],
    ['ec2.s3-website.eu-west-1.amazonaws.com', false],
    ['a1b2.execute-api.eu-west-1.amazonaws.com', false],
    ['vpce-1-2.execute-api.eu-west-1.vpce.amazonaws.com', false],
    ['vpce-svc-1.eu-west-1.vpce.amazonaws.com', false],
  ])('%s is EC2 of AWS itself: %s', async (host, isAwsEndpoint) => {
    environment({});
    const connection = await connect({ region, endpointUrl: `https://${host}`, credentials: KEYS });
    connection.close();
    expect(connection.isAwsEndpoint).toBe(isAwsEndpoint);
  });

  it.each(['127.0.0.1:5000', 'ftp://example.net', 'nonsense'])(
    'is refused where «%s» is no URL',
    async (endpointUrl) => {
      environment({});
      const error = await connect({ region, endpointUrl, credentials: KEYS }).catch((reason) => reason);
      expect(error).toMatchObject({ kind: 'usage', code: 'InvalidEndpointUrl' });
    },
  );
});
