import { afterEach, beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type ConnectOptions, connect } from '../../../src/aws/client/clients.ts';
import type { RequestRecord } from '../../../src/aws/client/request-record.ts';
import { READ_ACTIONS, WRITE_ACTIONS } from '../../../src/aws/iam/calls.ts';
import type { Reader } from '../../../src/aws/read/reader.ts';
import type { Writer } from '../../../src/aws/write/writer.ts';
import { type Answer, canned, empty, KEYS, refusal } from '../canned.ts';

beforeEach(() => {
  for (const name of ['PROFILE', 'ENDPOINT_URL', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'])
    vi.stubEnv(`AWS_${name}`, undefined);
  vi.stubEnv('AWS_CONFIG_FILE', '/dev/null');
  vi.stubEnv('AWS_SHARED_CREDENTIALS_FILE', '/dev/null');
  vi.stubEnv('AWS_EC2_METADATA_DISABLED', 'true');
});
afterEach(() => vi.unstubAllEnvs());

/** A connection to an endpoint that answers as told, and what it heard and said. */
async function connected(answer: (form: URLSearchParams, nth: number) => Answer, options: ConnectOptions = {}) {
  const endpoint = await canned(answer);
  const requests: RequestRecord[] = [];
  const connection = await connect({
    region: 'eu-west-1',
    endpointUrl: endpoint.url,
    credentials: KEYS,
    onRequest: (record) => requests.push(record),
    ...options,
  });
  onTestFinished(() => connection.close());
  return { ...endpoint, connection, reader: connection.reader, writer: connection.writer(), requests };
}

const RULE = { protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '10.0.0.0/16', description: 'x' } as const;
const GROUP = { vpcId: 'vpc-1', name: 'n', description: 'd', tags: { a: 'b' } };
const ENDPOINT = { vpcId: 'vpc-1', service: 'com.amazonaws.eu-west-1.ecr.api', clientToken: 't', tags: { a: 'b' } };

const CHANGES: { readonly [K in keyof Writer]: (writer: Writer) => Promise<unknown> } = {
  createSecurityGroup: (writer) => writer.createSecurityGroup(GROUP),
  authorizeIngress: (writer) => writer.authorizeIngress('sg-1', [RULE], {}),
  revokeIngress: (writer) => writer.revokeIngress('sg-1', [RULE]),
  deleteSecurityGroup: (writer) => writer.deleteSecurityGroup('sg-1'),
  createInterfaceEndpoint: (writer) =>
    writer.createInterfaceEndpoint({ ...ENDPOINT, subnetIds: ['subnet-1'], groupIds: ['sg-1'], privateDns: true }),
  createGatewayEndpoint: (writer) => writer.createGatewayEndpoint({ ...ENDPOINT, routeTableIds: ['rtb-1'] }),
  modifyEndpoint: (writer) => writer.modifyEndpoint('vpce-1', { privateDns: true }),
  deleteEndpoints: (writer) => writer.deleteEndpoints(['vpce-1']),
  modifyVpcAttribute: (writer) => writer.modifyVpcAttribute('vpc-1', 'enableDnsSupport', true),
  createTags: (writer) => writer.createTags(['vpce-1'], { a: 'b' }),
  deleteTags: (writer) => writer.deleteTags(['vpce-1'], ['a']),
};

const READS: { readonly [K in keyof Reader]: (reader: Reader) => Promise<unknown> } = {
  callerIdentity: (reader) => reader.callerIdentity(),
  regions: (reader) => reader.regions(),
  zones: (reader) => reader.zones(),
  vpcs: (reader) => reader.vpcs({}),
  subnets: (reader) => reader.subnets({}),
  routeTables: (reader) => reader.routeTables({}),
  natGateways: (reader) => reader.natGateways({}),
  networkAcls: (reader) => reader.networkAcls({}),
  securityGroups: (reader) => reader.securityGroups({}),
  endpoints: (reader) => reader.endpoints({}),
  endpointServices: (reader) => reader.endpointServices(),
  dhcpOptions: (reader) => reader.dhcpOptions(),
  prefixLists: (reader) => reader.prefixLists(),
  prefixListEntries: (reader) => reader.prefixListEntries('pl-1'),
  vpcAttributes: (reader) => reader.vpcAttributes('vpc-1'),
  networkInterfaces: (reader) => reader.networkInterfaces(['eni-1']),
  interfacesOfInstances: (reader) => reader.interfacesOfInstances(['i-1']),
  networkInterfacesAt: (reader) => reader.networkInterfacesAt(['10.0.0.53']),
  networkInterfacesOfGroup: (reader) => reader.networkInterfacesOfGroup('sg-1'),
  networkInterfacesOfVpc: (reader) => reader.networkInterfacesOfVpc('vpc-1'),
  securityGroupRules: (reader) => reader.securityGroupRules('sg-1'),
  securityGroupsNaming: (reader) => reader.securityGroupsNaming('sg-1'),
  decodeAuthorizationMessage: (reader) => reader.decodeAuthorizationMessage('x'),
};

function methods<T extends object>(calls: T): (keyof T)[] {
  return Object.keys(calls) as (keyof T)[];
}

describe('the tables of calls', () => {
  it.each(methods(READS))('name the request that the reader sends for %s', async (method) => {
    const { reader, actions, requests } = await connected(empty);
    await READS[method](reader);
    expect(new Set(actions.map((action, i) => `${requests[i]?.service}:${action}`))).toEqual(
      new Set([READ_ACTIONS[method]]),
    );
  });

  it.each(methods(CHANGES))('name the request that the writer sends for %s', async (method) => {
    const { writer, actions } = await connected(empty);
    await CHANGES[method](writer);
    expect(actions.map((action) => `ec2:${action}`)).toEqual([WRITE_ACTIONS[method]]);
  });
});

describe('a call whose answer is lost', () => {
  const LOOK_FIRST = new Set<keyof Writer>([
    'createSecurityGroup',
    'authorizeIngress',
    'revokeIngress',
    'modifyEndpoint',
  ]);
  const LOSSES: [string, Answer][] = [
    ['the connection broke', 'reset'],
    ['AWS failed with 500', refusal(500, 'InternalError', 'An internal error has occurred')],
    ['the answer is cut off', { status: 200, body: '<Response><requestId>x</requ' }],
  ];

  for (const [what, answer] of LOSSES) {
    it.each([...LOOK_FIRST])(`because ${what} is not blindly repeated: %s`, async (method) => {
      const { writer, actions } = await connected(() => answer);
      const error = await CHANGES[method](writer).catch((reason) => reason);
      expect(error).toMatchObject({ kind: 'failed', code: 'AnswerLost', action: WRITE_ACTIONS[method] });
      expect(actions).toHaveLength(1);
    });
  }

  it.each(methods(CHANGES).filter((method) => !LOOK_FIRST.has(method)))(
    'is repeated where that is safe: %s',
    async (method) => {
      const { writer, actions } = await connected((form, nth) => (nth === 1 ? 'reset' : empty(form)));
      await CHANGES[method](writer);
      expect(actions).toHaveLength(2);
    },
  );

  it('is repeated with the same client token', async () => {
    const { writer, forms } = await connected((form, nth) => (nth === 1 ? 'reset' : empty(form)));
    await CHANGES.createInterfaceEndpoint(writer);
    expect(forms.map((form) => form.get('ClientToken'))).toEqual(['t', 't']);
  });

  it('is repeated where it only reads', async () => {
    const { reader, actions } = await connected((form, nth) => (nth === 1 ? 'reset' : empty(form)));
    await reader.vpcs({});
    expect(actions).toHaveLength(2);
  });

  it('is given up after the time that the connection allows', async () => {
    const { writer, actions } = await connected(() => 'silence', { requestTimeoutMs: 200 });
    await expect(CHANGES.createSecurityGroup(writer)).rejects.toMatchObject({ code: 'AnswerLost' });
    expect(actions).toHaveLength(1);
  });
});

describe('an answer that is none, with HTTP 200,', () => {
  const STRANGERS: [string, (form: URLSearchParams) => string][] = [
    ['the page of a captive portal', () => '<html><title>Sign in to the network</title></html>'],
    ['no text at all', () => ''],
    ['words', () => 'OK'],
    ['the answer to another call', () => '<DescribeTagsResponse><requestId>x</requestId></DescribeTagsResponse>'],
    ['a refusal', () => '<Response><Errors><Error><Code>InternalError</Code></Error></Errors></Response>'],
    ['a beginning', (form) => `<${form.get('Action')}Response><requestId>x</requ`],
  ];
  const alike = (body: (form: URLSearchParams) => string) => (form: URLSearchParams) => ({
    status: 200,
    body: body(form),
  });

  describe.each(STRANGERS)('%s', (_, body) => {
    it.each(methods(READS))('is no account with nothing in it: %s', async (method) => {
      const { reader } = await connected(alike(body));
      await expect(READS[method](reader)).rejects.toMatchObject({
        kind: 'failed',
        code: 'UnreadableAnswer',
        action: READ_ACTIONS[method],
      });
    });

    it.each(methods(CHANGES))('leaves it open whether something was changed: %s', async (method) => {
      const { writer, actions } = await connected(alike(body));
      await expect(CHANGES[method](writer)).rejects.toMatchObject({
        kind: 'failed',
        code: 'AnswerLost',
        action: WRITE_ACTIONS[method],
      });
      expect(actions).toHaveLength(1);
    });

    it('is no role that was assumed', async () => {
      const { reader, actions } = await connected(alike(body), { roleArn: 'arn:aws:iam::222233334444:role/audit' });
      await expect(reader.vpcs({})).rejects.toMatchObject({ code: 'UnreadableAnswer', action: 'sts:AssumeRole' });
      expect(actions).toEqual(['AssumeRole']);
    });
  });

  it('nor is one of STS that names nobody', async () => {
    const result = (form: URLSearchParams) => `<${form.get('Action')}Result><Arn/></${form.get('Action')}Result>`;
    const nobody = alike((form) => `<${form.get('Action')}Response>${result(form)}</${form.get('Action')}Response>`);
    const { reader } = await connected(nobody);
    await expect(reader.callerIdentity()).rejects.toMatchObject({ code: 'UnreadableAnswer' });
    const { reader: ofRole } = await connected(nobody, { roleArn: 'arn:aws:iam::222233334444:role/audit' });
    await expect(ofRole.vpcs({})).rejects.toMatchObject({ code: 'UnreadableAnswer', action: 'sts:AssumeRole' });
  });

  it.each([
    ['a declaration', '<?xml version="1.0" encoding="UTF-8"?>\n\n'],
    ['one in the other quotes', "<?xml version='1.0' encoding='utf-8'?>\n"],
  ])('is told from a genuine one behind %s', async (_, head) => {
    const { reader } = await connected((form) => ({
      status: 200,
      body: `${head}<${form.get('Action')}Response xmlns="http://ec2.amazonaws.com/doc/2016-11-15/">\n<vpcSet/>\n</${form.get('Action')}Response>`,
    }));
    expect(await reader.vpcs({})).toEqual([]);
  });
});

describe('a throttled call', () => {
  const THROTTLED = refusal(503, 'RequestLimitExceeded', 'Request limit exceeded.');

  it('is repeated, for it did not happen', async () => {
    const outcomes = methods(CHANGES).map(async (method) => {
      const { writer, actions, requests } = await connected((form, nth) => (nth === 1 ? THROTTLED : empty(form)));
      await CHANGES[method](writer);
      expect(actions).toHaveLength(2);
      expect(requests).toMatchObject([{ attempts: 2, throttled: 1 }]);
    });
    await Promise.all(outcomes);
  });

  it('is told of with how often it was throttled', async () => {
    const { reader, requests } = await connected((form, nth) => (nth <= 2 ? THROTTLED : empty(form)));
    await reader.zones();
    expect(requests).toMatchObject([
      { operation: 'DescribeAvailabilityZones', attempts: 3, throttled: 2, httpStatus: 200 },
    ]);
  });
});

describe('an endpoint where nobody answers', () => {
  it('is given up after one repeat', async () => {
    const requests: RequestRecord[] = [];
    const gone = await canned(empty);
    const port = 1;
    const connection = await connect({
      region: 'eu-west-1',
      endpointUrl: gone.url.replace(/\d+$/, String(port)),
      credentials: KEYS,
      onRequest: (record) => requests.push(record),
    });
    await expect(connection.reader.vpcs({})).rejects.toMatchObject({ kind: 'failed', code: 'EndpointUnreachable' });
    expect(requests).toMatchObject([{ attempts: 2, code: 'ECONNREFUSED', httpStatus: undefined }]);
  });

  it('and so is one that answers in HTML, as an emulator does that lacks a call', async () => {
    const page = { status: 500, body: '<!doctype html><html lang=en><title>500</title></html>' };
    const { reader, actions } = await connected(() => page);
    await expect(reader.natGateways({})).rejects.toMatchObject({ kind: 'failed', code: 'UnreadableAnswer' });
    expect(actions).toHaveLength(2);
  });
});

describe('what a listener hears of a request', () => {
  it('is its name, duration, status and id, and never a parameter or a key', async () => {
    const { reader, writer, requests } = await connected(empty);
    await reader.subnets({ vpcIds: ['vpc-parameter'] });
    await writer.createTags(['vpce-parameter'], { secret: 'tag-value' });
    expect(requests).toEqual([
      {
        service: 'ec2',
        operation: 'DescribeSubnets',
        durationMs: expect.any(Number),
        attempts: 1,
        throttled: 0,
        httpStatus: 200,
        requestId: 'request-1',
        code: undefined,
      },
      expect.objectContaining({ operation: 'CreateTags', requestId: 'request-2' }),
    ]);
    expect(JSON.stringify(requests)).not.toMatch(/parameter|tag-value|AKIA|very-secret/);
  });

  it('is the code of a refusal too', async () => {
    const { reader, requests } = await connected(() => refusal(400, 'InvalidVpcID.NotFound', 'gone'));
    await expect(reader.vpcAttributes('vpc-1')).rejects.toMatchObject({
      code: 'InvalidVpcID.NotFound',
      requestId: expect.stringMatching(/^request-/),
    });
    expect(requests[0]).toMatchObject({ httpStatus: 400, code: 'InvalidVpcID.NotFound' });
  });
});

describe('credentials', () => {
  it('that are nowhere make an error of the first call, with exit code 253’s kind', async () => {
    const { reader } = await connected(empty, { credentials: undefined });
    await expect(reader.callerIdentity()).rejects.toMatchObject({ kind: 'credentials', code: 'NoCredentials' });
  });

  it('of a role are asked for once, and then used by every client', async () => {
    const ROLE = 'arn:aws:iam::222233334444:role/audit';
    const expires = new Date(Date.now() + 3_600_000).toISOString();
    const session = `<Credentials><AccessKeyId>ASIAROLE</AccessKeyId><SecretAccessKey>s</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${expires}</Expiration></Credentials>`;
    const assumed = `<AssumeRoleResponse><AssumeRoleResult>${session}</AssumeRoleResult></AssumeRoleResponse>`;
    const { reader, writer, connection, actions, forms, url } = await connected(
      (form) => (form.get('Action') === 'AssumeRole' ? { status: 200, body: assumed } : empty(form)),
      { roleArn: ROLE },
    );
    await reader.vpcs({});
    await reader.callerIdentity();
    await writer.createTags(['vpc-1'], { a: 'b' });
    const elsewhere = await connect({ region: 'eu-west-2', endpointUrl: url, credentials: connection.credentials });
    await elsewhere.reader.vpcs({});
    elsewhere.close();
    expect(actions).toEqual(['AssumeRole', 'DescribeVpcs', 'GetCallerIdentity', 'CreateTags', 'DescribeVpcs']);
    expect(forms[0]?.get('RoleArn')).toBe(ROLE);
  });

  it('of a role that may not be assumed name the role', async () => {
    const said =
      'User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::2:role/x';
    const denied = `<ErrorResponse><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>${said}</Message></Error></ErrorResponse>`;
    const { reader } = await connected(() => ({ status: 403, body: denied }), { roleArn: 'arn:aws:iam::2:role/x' });
    const error = await reader.vpcs({}).catch((reason) => reason);
    expect(error).toMatchObject({ kind: 'credentials', code: 'AccessDenied', action: 'sts:AssumeRole' });
    expect(error.message).toContain('arn:aws:iam::2:role/x');
  });

  it('of two kinds at once are warned of through the listener and not on the console', async () => {
    const onConsole = vi.spyOn(console, 'warn').mockImplementation(() => {});
    vi.stubEnv('AWS_PROFILE', 'default');
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'x');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'y');
    const warnings: string[] = [];
    const { reader } = await connected(empty, {
      credentials: undefined,
      onWarning: (text) => warnings.push(text),
    });
    await expect(reader.callerIdentity()).rejects.toMatchObject({ kind: 'credentials' });
    expect(warnings.join()).toContain('AWS_PROFILE');
    expect(onConsole).not.toHaveBeenCalled();
  });
});
