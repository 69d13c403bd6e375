import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { type Iam, type World, worlds } from '../../src/sandbox/index.ts';
import { WorldBuilder } from '../../src/sandbox/worlds/builder.ts';
import { largeNetwork as manyVpcs } from '../../src/sandbox/worlds/large-network.ts';
import { inTerminal } from '../terminal.ts';
import { type Simulated, simulated } from './simulated.ts';

const HOME = '111122223333';
const SHOP = '444455556666';
const role = (account: string) => `arn:aws:iam::${account}:role/audit`;

/**
 * Two closed VPCs at home, an open one in Ireland, one without targets in Frankfurt, and another account with a closed
 * one.
 */
function estate(): World {
  const home = worlds['two-vpcs'].make();
  home.otherRegions.push(worlds.open.make({ region: 'eu-west-1' }), worlds.empty.make({ region: 'eu-central-1' }));
  home.otherAccounts.push(worlds.guide.make({ accountId: SHOP }));
  return home;
}

/** May do everything, but nothing of this. */
function allBut(denied: NonNullable<Iam['policies'][number]['Statement']>): Iam {
  const statements = [{ Effect: 'Allow', Action: '*', Resource: '*' } as const, ...[denied].flat()];
  return { policies: [{ Version: '2012-10-17', Statement: statements }] };
}

let account: Simulated;
const start = async (iam?: Iam) => {
  account = await simulated({ world: estate(), ...(iam === undefined ? {} : { iam }) });
};
afterEach(() => account.sandbox.close());

const audit = async (...args: string[]) => {
  const { code, stdout, stderr } = await account.run(['audit', ...args, '--output', 'json']);
  return { code, stderr, document: DOCUMENTS.audit.parse(JSON.parse(stdout)) };
};

describe('an audit of an estate', () => {
  it('judges every VPC of the region, and lists those without targets', async () => {
    await start();
    const { code, document } = await audit('--all-vpcs');
    expect(code).toBe(2);
    expect(document).toMatchObject({ account: HOME, region: 'us-east-1', verdict: 'closed', notAudited: [] });
    expect(document.vpcs.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['orders', 'closed'],
      ['billing', 'closed'],
    ]);
  });

  it('goes through the regions that are named, in their order, and needs no other region', async () => {
    await start();
    const { stdout } = await account.run(['audit', '--regions', 'eu-west-1,eu-central-1', '--output', 'json'], {}, [
      'AWS_REGION',
    ]);
    const document = DOCUMENTS.audit.parse(JSON.parse(stdout));
    expect(document.vpcs.map(({ region, name, verdict }) => [region, name, verdict])).toEqual([
      ['eu-west-1', 'open', 'open'],
      ['eu-central-1', 'public-only', 'unknown'],
    ]);
    expect(document.vpcs[1]?.subnets.map(({ target, class: subnetClass }) => [target, subnetClass])).toEqual([
      [true, 'public'],
      [true, 'public'],
    ]);
  });

  it('finds all regions of the account by itself', async () => {
    await start();
    const { document } = await audit('--regions', 'all');
    expect(document.vpcs.map(({ region }) => region)).toEqual(['eu-central-1', 'eu-west-1', 'us-east-1', 'us-east-1']);
    const asked = account.sandbox.journal.entries.map(({ region }) => region);
    expect(new Set(asked)).toContain('ap-southeast-2');
  });

  it('takes roles in several accounts, and signs in once for each', async () => {
    await start();
    const { document } = await audit('--role-arn', role(HOME), '--role-arn', role(SHOP), '--regions', 'all');
    expect(new Set(document.vpcs.map((vpc) => vpc.account))).toEqual(new Set([HOME, SHOP]));
    const actions = account.sandbox.journal.entries.map(({ action }) => action);
    expect(actions.filter((action) => action === 'AssumeRole')).toHaveLength(2);
  });

  it('tells what stands of pullpath in each VPC', async () => {
    await start();
    await account.run(['apply', '--yes', '--vpc-id', 'vpc-0a000000000000001', '--stack', 'blue']);
    const { document } = await audit('--all-vpcs');
    expect(document.vpcs.map(({ name, stack, verdict }) => [name, stack, verdict])).toEqual([
      ['orders', 'blue', 'open'],
      ['billing', null, 'closed'],
    ]);
    const { stdout } = await account.run(['audit', '--all-vpcs']);
    expect(stdout).toMatch(/orders +✔ open +2 open +blue/);
    const alone = await account.run(['audit', '--vpc-id', 'vpc-0a000000000000001']);
    expect(alone.stdout).toMatch(/Stack +blue/);
  });

  it.each([
    [
      'no VPC',
      ['--role-arn', `${role('222222222222')},${role('333333333333')}`],
      'Nothing was judged. There is no VPC in 2 regions.',
    ],
    [
      'no subnet with the tag',
      ['--regions', 'eu-central-1,eu-central-2', '--subnet-tag', 'Name=public-a', '--subnet-tag', 'tier=none'],
      null,
    ],
  ])('gives no tick for %s, and does not pass for open', async (_, args, sentence) => {
    await start();
    const text = await account.run(['audit', '--all-vpcs', ...args]);
    if (sentence === null) {
      // A tag that no subnet of any VPC has was misspelt.
      expect(text).toMatchObject({ code: 252, stdout: '' });
      return;
    }
    expect(text.stdout).toContain(sentence);
    // No head of a table without rows.
    expect(text.stdout).not.toMatch(/target subnets\n$/);
    const markdown = await account.run(['audit', '--all-vpcs', ...args, '--output', 'markdown']);
    expect(markdown.stdout).toContain('## pullpath audit: nothing was judged');
    for (const { code, stdout } of [text, markdown]) {
      expect(stdout).not.toMatch(/✔|open/);
      expect(code).toBe(2);
    }
    const { code, document } = await audit('--all-vpcs', ...args);
    expect({ code, verdict: document.verdict }).toEqual({ code: 2, verdict: null });
    expect((await audit('--all-vpcs', ...args, '--fail-on', 'closed')).code).toBe(0);
  });

  it('chooses subnets by tag in every VPC', async () => {
    await start();
    const { document } = await audit('--all-vpcs', '--subnet-tag', 'Name=orders-private-b');
    const targets = document.vpcs.map(({ subnets }) => subnets.filter(({ target }) => target).map(({ name }) => name));
    expect(targets).toEqual([['orders-private-b'], []]);
  });
});

describe('the DNS attributes, which EC2 tells one VPC at a time', () => {
  it('are asked of few VPCs whatever they decide, so that each gets the verdicts that it gets alone', async () => {
    account = await simulated({ world: worlds.guide.make() });
    const [alone, among] = [await audit(), await audit('--all-vpcs')];
    expect(among.document.vpcs).toEqual(alone.document.vpcs);
    expect(among.document.findings.map(({ code }) => code)).toEqual(alone.document.findings.map(({ code }) => code));
  });

  it('are left aside where many VPCs are closed without them: the hop says so, and there is no finding', async () => {
    account = await simulated({ world: manyVpcs({ vpcs: 11, subnetsPerVpc: 2 }) });
    const { document } = await audit('--all-vpcs');
    expect(new Set(document.vpcs.map(({ verdict }) => verdict))).toEqual(new Set(['closed']));
    const hops = document.vpcs.flatMap(({ subnets }) => subnets.flatMap((subnet) => subnet.hops));
    const dns = hops.filter(({ hop }) => hop === 'dns');
    expect(dns).toHaveLength(22);
    for (const hop of dns) expect(hop).toEqual({ hop: 'dns', verdict: 'unknown', findings: [], skipped: true });
    for (const { hop, verdict, skipped } of hops) {
      if (hop !== 'dns') expect({ verdict, skipped }).toEqual({ verdict: 'closed', skipped: undefined });
    }
    expect(new Set(document.findings.map(({ code }) => code))).toEqual(new Set(['PP201', 'PP301']));
    const junit = await account.run(['audit', '--all-vpcs', '--output', 'junit']);
    expect(junit.stdout).toContain('tests="88" failures="66" errors="0">');
    expect(junit.stdout.match(/<skipped /g)).toHaveLength(22);
    const markdown = await account.run(['audit', '--all-vpcs', '--output', 'markdown']);
    expect(markdown.stdout).toContain('| ? not asked | ✘ closed |');
    expect(markdown.stdout).toContain('Not asked: the DNS attributes of the VPC, since its target subnets are closed');
    expect(markdown.stdout).not.toContain('unknown');
  });

  it('are asked where one target is closed and another may be open', async () => {
    const b = new WorldBuilder();
    for (let n = 0; n < 11; n += 1) {
      const vpc = b.vpc(`vpc-${n}`, '10.0.0.0/16');
      const front = b.subnet(vpc, 'front', '10.0.0.0/24', 'a', { routes: [['0.0.0.0/0', b.internetGateway(vpc).id]] });
      const routes = n === 7 ? ([['0.0.0.0/0', b.nat(front, 'nat').id]] as const) : [];
      b.subnet(vpc, 'closed', '10.0.1.0/24', 'a', { tags: { tier: 'app' } });
      b.subnet(vpc, 'perhaps', '10.0.2.0/24', 'b', { tags: { tier: 'app' }, routes });
    }
    account = await simulated({ world: b.world });
    const { document } = await audit('--all-vpcs', '--subnet-tag', 'tier=app');
    const targets = document.vpcs.map(({ subnets }) => subnets.filter(({ target }) => target));
    expect(targets.map((own) => own.map(({ verdict }) => verdict).join(' and '))).toEqual(
      document.vpcs.map(({ name }) => (name === 'vpc-7' ? 'closed and open' : 'closed and closed')),
    );
  });
});

describe('what cannot be audited', () => {
  it('is a region where the caller may not look: named, unknown, and no reason to stop', async () => {
    await start(
      allBut({
        Effect: 'Deny',
        Action: 'ec2:*',
        Resource: '*',
        Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-central-1' } },
      }),
    );
    const { code, document, stderr } = await audit('--regions', 'eu-central-1,eu-west-1');
    expect(document.notAudited).toMatchObject([
      { account: HOME, region: 'eu-central-1', error: { code: 'UnauthorizedOperation' } },
    ]);
    expect(document.vpcs.map(({ region }) => region)).toEqual(['eu-west-1']);
    expect({ code, verdict: document.verdict }).toEqual({ code: 2, verdict: 'unknown' });
    expect(stderr).toContain(`eu-central-1 of account ${HOME}: not audited`);
    const lenient = await account.run(['audit', '--regions', 'eu-central-1,eu-west-1', '--fail-on', 'closed']);
    expect(lenient.code).toBe(0);
    expect(lenient.stdout).toContain('eu-central-1 of account 111122223333 was not audited');
  });

  it('is a region of which the subnets cannot be read: no target seen is not no target there', async () => {
    await start(allBut({ Effect: 'Deny', Action: 'ec2:DescribeSubnets', Resource: '*' }));
    const { code, stdout } = await account.run(['audit', '--all-vpcs', '--output', 'json']);
    expect(code).toBe(254);
    expect(DOCUMENTS.error.parse(JSON.parse(stdout)).error).toMatchObject({
      code: 'UnauthorizedOperation',
      message: expect.stringContaining('The subnets could not be read: '),
      remedy: expect.stringContaining('ec2:DescribeSubnets'),
    });
  });

  it('is an account whose role is not to be had', async () => {
    await start(allBut({ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: role(SHOP) }));
    const { code, document } = await audit('--role-arn', role(SHOP), '--role-arn', role(HOME));
    expect(document.notAudited).toMatchObject([
      { account: SHOP, region: 'us-east-1', error: { code: 'AccessDenied', remedy: expect.stringContaining('role') } },
    ]);
    expect(document.vpcs.map((vpc) => vpc.account)).toEqual([HOME, HOME]);
    expect(code).toBe(2);
  });

  it('fails as a whole only where nothing could be audited', async () => {
    await start(allBut({ Effect: 'Deny', Action: 'sts:AssumeRole', Resource: '*' }));
    const { code, stdout } = await account.run([
      ...['audit', '--role-arn', role(SHOP), '--role-arn', role(HOME), '--output', 'json'],
    ]);
    expect(code).toBe(253);
    expect(DOCUMENTS.error.parse(JSON.parse(stdout)).error.code).toBe('AccessDenied');
  });

  it('is a region that does not answer in time', async () => {
    await start();
    account.sandbox.inject({ at: 1, of: 'DescribeSubnets', times: 100, do: 'stop' });
    const { code, stdout } = await account.run(['audit', '--all-vpcs', '--timeout', '0.5', '--output', 'json']);
    expect(code).toBe(1);
    expect(DOCUMENTS.error.parse(JSON.parse(stdout)).error.code).toBe('Timeout');
  });
});

describe('the bar of --fail-on', () => {
  it.each([
    [['--regions', 'eu-west-1'], 'unknown', 0],
    [['--regions', 'eu-central-1'], 'risk', 2],
    [['--regions', 'eu-central-1'], 'closed', 0],
    [['--regions', 'eu-west-1,us-east-1'], 'closed', 2],
  ])('for %j and %s is exit %i', async (args, bar, exit) => {
    await start();
    expect((await account.run(['audit', ...args, '--fail-on', bar])).code).toBe(exit);
  });
});

describe('the output', () => {
  beforeEach(() => start());

  it('of jsonl is a line a region as it happens, and last what is left to tell', async () => {
    const { stdout } = await account.run(['audit', '--regions', 'eu-west-1,us-east-1', '--output', 'jsonl']);
    const lines = stdout.trimEnd().split('\n');
    const events = lines.slice(0, -1).map((line) => DOCUMENTS.event.parse(JSON.parse(line)));
    expect(events.map(({ region, event }) => [region, event.type]).sort()).toEqual([
      ['eu-west-1', 'region-audited'],
      ['us-east-1', 'region-audited'],
    ]);
    const last = JSON.parse(lines.at(-1) ?? '');
    expect(last).toMatchObject({ command: 'audit', verdict: 'closed', event: { type: 'result' } });
    expect(last).not.toHaveProperty('vpcs');
  });

  it('for people is a summary, and the command that tells more of the worst', async () => {
    const { stdout, stderr } = await account.run(['audit', '--regions', 'eu-west-1,us-east-1']);
    expect(stdout).toContain('3 VPCs: 2 closed and 1 open.');
    expect(stdout).toMatch(/pullpath audit --region us-east-1 --vpc-id vpc-0a000000000000001$/m);
    expect(stderr).toContain('2 of 2 regions');
    expect((await account.run(['audit', '--regions', 'eu-west-1,us-east-1', '--quiet'])).stderr).toBe('');
  });

  it('in a terminal moves on one line while it reads, and leaves nothing of that', async () => {
    const run = inTerminal(['audit', '--regions', 'eu-west-1,us-east-1'], { columns: 100, env: account.environment });
    expect(await run.exit).toBe(2);
    expect(run.raw()).toContain('2 of 2 regions');
    expect(run.scrollback().join('\n')).not.toContain('of 2 regions');
    expect(run.scrollback().join('\n')).toContain('3 VPCs: 2 closed and 1 open.');
    run.close();
  });

  it('as SARIF names every closed hop', async () => {
    const { stdout } = await account.run(['audit', '--all-vpcs', '--output', 'sarif']);
    const Sarif = z.object({
      version: z.literal('2.1.0'),
      runs: z.array(z.object({ results: z.array(z.object({ ruleId: z.string(), level: z.string() })) })),
    });
    const results = Sarif.parse(JSON.parse(stdout)).runs.flatMap((run) => run.results);
    expect(results).toContainEqual({ ruleId: 'PP201', level: 'error' });
  });

  it('as JUnit has a failure a closed hop, and as Markdown a table', async () => {
    const junit = await account.run(['audit', '--all-vpcs', '--output', 'junit']);
    expect(junit.stdout).toMatch(/^<\?xml .*\n<testsuites name="pullpath audit" tests="16" failures="12" /);
    const markdown = await account.run(['audit', '--all-vpcs', '--output', 'markdown']);
    expect(markdown.stdout).toMatch(/^## pullpath audit: ✘ closed\n/);
    expect(markdown.stdout).toContain('| target subnet | zone | class |');
  });
});

it('a service that no region offers was misspelt, and a tag that no subnet bears too', async () => {
  await start();
  const misspelt = await account.run([
    'audit',
    '--regions',
    'eu-west-1,us-east-1',
    '--with',
    'logz',
    '--output',
    'json',
  ]);
  expect(misspelt.code).toBe(252);
  expect(DOCUMENTS.error.parse(JSON.parse(misspelt.stdout)).error.code).toBe('UnknownService');
  const untagged = await account.run(['audit', '--all-vpcs', '--subnet-tag', 'tier=none', '--output', 'json']);
  expect(untagged.code).toBe(252);
  expect(DOCUMENTS.error.parse(JSON.parse(untagged.stdout)).error.code).toBe('NoSubnetWithTag');
});

it('a service that one region lacks closes the path there alone', async () => {
  const world = estate();
  world.services = world.services.filter(({ name }) => !name.endsWith('.xray'));
  account = await simulated({ world });
  const { document } = await audit('--regions', 'eu-west-1,us-east-1', '--with', 'xray');
  const missing = document.findings.filter(({ code }) => code === 'PP203');
  expect(new Set(missing.map(({ region }) => region))).toEqual(new Set(['us-east-1']));
});

it('a service can be named as AWS lists it in the region, too', async () => {
  await start();
  const hopsWith = async (name: string, ...args: string[]) =>
    (await audit(...args, '--with', name)).document.vpcs.map(({ subnets }) => subnets.map(({ hops }) => hops));
  const whole = 'com.amazonaws.us-east-1.logs';
  for (const args of [['--all-vpcs'], ['--vpc-id', 'vpc-0a000000000000001']]) {
    expect(await hopsWith(`${whole},logs`, ...args)).toEqual(await hopsWith('logs', ...args));
  }
  const policies = [whole, 'logs'].map((name) => account.run(['iam-policy', 'apply', '--with', name]));
  const [long, short] = await Promise.all(policies);
  expect(long).toEqual(short);
});
