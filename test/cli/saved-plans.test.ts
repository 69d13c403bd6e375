import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { isRunId } from '../../src/plan/ownership/run-id.ts';
import { type SandboxOptions, worlds } from '../../src/sandbox/index.ts';
import { type Simulated, simulated } from './simulated.ts';

let account: Simulated;
afterEach(() => account.sandbox.close());

const FILE = join(mkdtempSync(join(tmpdir(), 'pullpath-plan-')), 'plan.json');
const words = (text: string) => text.replace(/\s+/g, ' ');

/** An account, and a plan of it in a file. */
async function saved(options: SandboxOptions, ...flags: string[]): Promise<void> {
  account = await simulated(options);
  expect(await account.run(['plan', '--out', FILE, ...flags])).toMatchObject({ code: 0 });
  expect(account.sandbox.journal.mutations()).toEqual([]);
}

/** What says which execution made a thing is of this execution alone. */
const withoutRun = (steps: unknown) =>
  JSON.parse(JSON.stringify(steps), (key, value) => (key === 'pullpath:run' ? undefined : value));

const apply = (...flags: string[]) => account.run(['apply', FILE, '--yes', ...flags]);

/** Refused with a code, and the account as it was. */
async function refused(code: number, text: RegExp, ...flags: string[]): Promise<void> {
  const before = account.sandbox.state();
  const run = await apply(...flags);
  expect(run).toMatchObject({ code });
  expect(words(run.stderr + run.stdout)).toMatch(text);
  expect(account.sandbox.state()).toEqual(before);
}

describe('a saved plan', () => {
  it('is applied once; a second time that is said, with the command that undoes it', async () => {
    await saved({ world: 'guide' });
    const plan = JSON.parse(readFileSync(FILE, 'utf8'));
    const run = await apply('--output', 'json');
    expect(run.code).toBe(0);
    const document = JSON.parse(run.stdout);
    expect(withoutRun(document.steps)).toEqual(withoutRun(plan.steps));
    expect(document.verified).toBe('open');
    await refused(6, /This plan was already applied \(run \w+-\w+\)\. Nothing to do\. .*pullpath rollback/);
  });

  it('that another apply got ahead of is stale, with the difference in words', async () => {
    await saved({ world: 'guide' });
    expect(await account.run(['apply', '--yes', '--azs', '1'])).toMatchObject({ code: 0 });
    await refused(
      6,
      /The plan no longer fits the account: .*vpce-\w+ com\.amazonaws\.us-east-1\.ecr\.api is new: available/,
    );
  });

  it('is applied again where a rollback has put the account back, by an execution with a run id of its own', async () => {
    await saved({ world: 'guide' });
    const before = account.sandbox.state();
    const runs = async () => {
      expect(await apply('--timeout', '20')).toMatchObject({ code: 0 });
      const { endpoints, securityGroups } = account.sandbox.network();
      const made = [...endpoints, ...securityGroups].flatMap(({ tags }) => tags['pullpath:run'] ?? []);
      expect(made.map(isRunId)).toEqual([true, true, true, true]);
      expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
      expect(account.sandbox.state()).toEqual(before);
      return new Set(made);
    };
    const [first, second] = [await runs(), await runs()];
    expect(new Set([...first, ...second, JSON.parse(readFileSync(FILE, 'utf8')).run])).toHaveProperty('size', 3);
  });

  it('that is executed twice before anything is listed, since the first of them died or goes on, makes nothing twice', async () => {
    await saved({ world: 'guide', timing: { consistencyMs: 3000 } });
    const before = account.sandbox.state();
    expect(await Promise.all([apply(), apply()])).toMatchObject([{ code: 0 }, { code: 0 }]);
    expect(account.sandbox.network().endpoints).toHaveLength(3);
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(account.sandbox.state()).toEqual(before);
  });

  it('that is stale in many things says so in a list that ends', async () => {
    await saved({ world: 'guide' });
    expect(await account.run(['apply', '--yes', '--azs', '1'])).toMatchObject({ code: 0 });
    const { stderr } = await apply();
    expect(stderr.match(/^ +- /gm)).toHaveLength(7);
    expect(stderr).toMatch(/- and \d+ more differences$/m);
  });

  it('that was applied in part is stale by itself, and apply goes on without it', async () => {
    await saved({ world: 'guide' });
    account.sandbox.inject({ at: 3, of: 'mutating', times: 100, do: 'fail', code: 'UnauthorizedOperation' });
    expect(await apply()).toMatchObject({ code: 3 });
    account.sandbox.inject();
    await refused(6, /pullpath-default ingress is new/);
    expect(await account.run(['apply', '--yes', '--azs', '1'])).toMatchObject({ code: 0 });
  });

  it('whose time runs out says how to go on, which is not to apply it again', async () => {
    await saved({ world: 'guide', timing: { pendingMs: 60_000 } });
    const { code, stdout } = await apply('--timeout', '3');
    expect(code).toBe(3);
    const [advice, ...others] = [...words(stdout).matchAll(/→ (.*?) SECONDS:/g)].map(([, text]) => text);
    expect(advice).toBe('Nothing is lost. To continue with a longer --timeout');
    expect(new Set(others)).toEqual(new Set([advice]));
    expect(words(stdout)).toContain('To continue: pullpath apply --region');
    expect(stdout).not.toMatch(/same command|run again/i);
  });

  it('brings its choices along', async () => {
    await saved({ world: 'guide' }, '--ingress', 'https', '--stack', 'blue');
    expect(await apply()).toMatchObject({ code: 0 });
    const group = account.sandbox.network().securityGroups.find(({ name }) => name === 'pullpath-blue');
    expect(group?.rules.filter(({ egress }) => !egress).map(({ fromPort }) => fromPort)).toEqual([443, 443, 443]);
  });

  it('is stale where the account has changed: a rule, a subnet that is gone', async () => {
    await saved({ world: 'foreign-ecr' });
    const network = account.sandbox.network();
    network.securityGroups.find(({ name }) => name === 'endpoints')!.rules.pop();
    network.securityGroups.find(({ name }) => name === 'endpoints')!.rules.pop();
    await refused(6, /endpoints ingress was: tcp\/443-443←10\.0\.0\.0\/16; now: none/);
  });

  it('is stale where a target that it names is gone', async () => {
    account = await simulated({ world: 'guide' });
    const ids = account.sandbox.network().subnets.map(({ id }) => id);
    await account.run(['plan', '--out', FILE, '--subnet-ids', ids.slice(0, 2).join(',')]);
    account.sandbox.network().subnets.splice(1, 1);
    await refused(6, new RegExp(`no subnet ${ids[1]}`));
  });

  it('is stale in another account', async () => {
    await saved({ world: 'guide' });
    await account.sandbox.close();
    account = await simulated({ world: worlds.guide.make({ accountId: '444455556666' }) });
    await refused(6, /account was 111122223333, now 444455556666/);
  });

  it('is applied in the region that it was made for, whatever the environment says; a flag that says otherwise is refused', async () => {
    await saved({ world: 'guide' });
    await refused(252, /--region does not go with a saved plan/, '--region', 'eu-west-1');
    const run = await account.run(['apply', FILE, '--yes'], { AWS_REGION: 'eu-west-1' });
    expect(run.code).toBe(0);
    expect(words(run.stdout)).toContain('pullpath rollback --region us-east-1');
    expect(account.sandbox.network().endpoints).toHaveLength(3);
  });

  it('that needs a consent is refused with exit 4 without it, and applied where it was made with it', async () => {
    await saved({ world: 'locked-endpoint' });
    await refused(
      4,
      /none of its security groups allows them in.*pullpath plan .*--modify-existing --out <file>.*NeedsModifyE/,
    );
    expect((await apply()).stderr).not.toContain('Run again');
    const { stdout } = await account.run(['plan']);
    expect(words(stdout)).toMatch(/security groups: sg-\w+ → sg-\w+ and the new security group/);
    await account.sandbox.close();
    await saved({ world: 'locked-endpoint' }, '--modify-existing');
    const before = account.sandbox.state();
    expect(await apply()).toMatchObject({ code: 0 });
    expect(await account.run(['rollback', '--yes'])).toMatchObject({ code: 0 });
    expect(account.sandbox.state()).toEqual(before);
  });
});

it.each([
  ['open', [], 0],
  ['guide', [], 2],
  ['locked-endpoint', [], 2],
  ['locked-endpoint', ['--modify-existing'], 2],
] as const)(
  'plan --detailed-exitcode tells whether there is something to do, also for a person: %s %s',
  async (world, flags, code) => {
    account = await simulated({ world });
    expect(await account.run(['plan', '--detailed-exitcode', ...flags])).toMatchObject({ code });
  },
);

describe('no saved plan', () => {
  const edited: readonly (readonly [string, (text: string) => string, RegExp])[] = [
    [
      'a file that was edited',
      (text) => text.replace('"ingress": "guide"', '"ingress": "https"'),
      /was changed after it was saved/,
    ],
    ['a file that is cut off', (text) => text.slice(0, -100), /isn.t JSON/],
    ['something else', () => '{"hello": 1}', /is not a saved plan of format 2/],
    ['an empty file', () => '', /isn.t JSON/],
  ];

  it.each(edited)('%s', async (_, edit, text) => {
    await saved({ world: 'guide' });
    writeFileSync(FILE, edit(readFileSync(FILE, 'utf8')));
    await refused(252, text);
  });

  it('what --output json prints', async () => {
    account = await simulated({ world: 'guide' });
    const { stdout } = await account.run(['plan', '--output', 'json']);
    writeFileSync(FILE, stdout);
    await refused(252, /was written by plan --output json and is not a saved plan.*pullpath plan .*--out <file>/);
  });

  it('a rollback’s document, which follows from the tags', async () => {
    account = await simulated({ world: 'guide' });
    await account.run(['apply', '--yes']);
    const { stdout } = await account.run(['rollback', '--yes', '--output', 'json']);
    writeFileSync(FILE, stdout);
    await refused(252, /is not a saved plan of format 2/);
  });

  it('a file that is not there', async () => {
    account = await simulated({ world: 'guide' });
    const run = await account.run(['apply', `${FILE}.missing`, '--yes']);
    expect(run).toMatchObject({ code: 252 });
    expect(run.stderr).toContain('cannot be read');
  });
});
