import { mkdtempSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { pullpath } from '../program.ts';
import { FRESH_MACHINE, type Simulated, simulated } from './simulated.ts';

let account: Simulated | undefined;
afterEach(async () => {
  await account?.sandbox.close();
  account = undefined;
});

const directory = mkdtempSync(join(tmpdir(), 'pullpath-export-'));
const file = (name: string) => join(directory, name);
const words = (text: string) => text.replace(/\s+/g, ' ');

describe('export', () => {
  it('writes what plan would make to standard output, and changes nothing', async () => {
    account = await simulated({ world: 'guide' });
    const run = await account.run(['export', 'terraform']);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toMatch(
      /^# What pullpath apply would make[\s\S]*\nresource "aws_vpc_endpoint" "s3" \{[\s\S]*\}\n$/,
    );
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });

  it('needs neither credentials nor a network for a saved plan, and says the same of it', async () => {
    account = await simulated({ world: 'locked-endpoint' });
    const flags = ['--modify-existing', '--with', 'logs'];
    await account.run(['plan', ...flags, '--out', file('plan.json')]);
    for (const format of ['terraform', 'cloudformation', 'aws-cli']) {
      const live = await account.run(['export', format, ...flags]);
      const offline = await pullpath(['export', format, file('plan.json')], FRESH_MACHINE);
      expect(offline).toMatchObject({ code: 0, stdout: live.stdout });
    }
  });

  it('takes a service, and says the forced deployment where it can', async () => {
    account = await simulated({ world: 'failing-service' });
    const flags = ['--cluster', 'prod', '--service', 'orders', '--force-new-deployment'];
    const terraform = await account.run(['export', 'terraform', ...flags]);
    expect(terraform).toMatchObject({ code: 0, stdout: expect.stringContaining('"com.amazonaws.us-east-1.logs"') });
    expect(words(terraform.stderr)).toMatch(/^Not exported: A forced deployment of orders .*aws ecs update-service/);
    expect(terraform.stdout).toContain('# NOT in this file:');
    const script = await account.run(['export', 'aws-cli', ...flags]);
    expect(script).toMatchObject({ code: 0, stderr: '' });
    expect(script.stdout).toContain('--cluster prod --service orders --force-new-deployment');
    expect(account.sandbox.journal.mutations()).toEqual([]);
  });

  it("with --out writes a file for its owner's eyes, beside it what is to be imported, and says how to go on", async () => {
    account = await simulated({ world: 'guide' });
    expect(await account.run(['apply', '--yes'])).toMatchObject({ code: 0 });
    const template = file('endpoints.yaml');
    const run = await account.run(['export', 'cloudformation', '--existing', '--out', template]);
    expect(run.code).toBe(0);
    expect(words(run.stdout)).toMatch(/Wrote .*endpoints\.yaml and .*endpoints\.import\.json: 4 resources/);
    expect(run.stdout).toContain('--resources-to-import');
    expect(statSync(template).mode & 0o077).toBe(0);
    expect(readFileSync(template, 'utf8')).toContain('DeletionPolicy: Retain');
    expect(JSON.parse(readFileSync(file('endpoints.import.json'), 'utf8'))).toHaveLength(4);
    const again = await account.run(['export', 'cloudformation', '--existing', '-o', 'json']);
    const document = JSON.parse(again.stdout);
    expect(document).toMatchObject({ command: 'export', format: 'cloudformation', origin: 'stack', files: [] });
    expect(document.text).toBe(readFileSync(template, 'utf8'));
  });

  it('says that there is nothing to create, or nothing to export', async () => {
    account = await simulated({ world: 'open' });
    const path = await account.run(['export', 'cloudformation']);
    expect(path).toMatchObject({ code: 0, stderr: expect.stringMatching(/^Nothing to create: vpc-/) });
    const stack = await account.run(['export', 'terraform', '--existing', '--stack', 'blue']);
    expect(stack).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^Nothing to export: stack blue has nothing/),
    });
  });

  it.each([
    ['what apply refuses', 'locked-endpoint', ['terraform'], 4, /consent.*--modify-existing/],
    [
      'a module that would fail',
      'same-zone',
      ['terraform', '--module', 'ecr-private-subnet-endpoints'],
      4,
      /one subnet a zone.*--module vpc-endpoints/,
    ],
    ['a module of another format', 'guide', ['aws-cli', '--module', 'vpc-endpoints'], 252, /module of Terraform/],
    ['no format', 'guide', [], 252, /terraform, cloudformation, aws-cli/],
    ['another format', 'guide', ['terrafrom'], 252, /did you mean terraform/],
    [
      'what decides a plan, beside what stands',
      'guide',
      ['terraform', '--existing', '--with', 'logs'],
      252,
      /--existing and --with cannot go together/,
    ],
    ['a file that cannot be written', 'guide', ['terraform', '--out', '/nowhere/x.tf'], 252, /cannot be written/],
  ])('refuses %s', async (_, world, args, code, said) => {
    account = await simulated({ world: world as 'guide' });
    const run = await account.run(['export', ...args]);
    expect(run).toMatchObject({ code, stdout: '' });
    expect(words(run.stderr)).toMatch(said);
  });

  it('takes no flag beside a saved plan that the plan settles, and no plan of another kind', async () => {
    account = await simulated({ world: 'guide' });
    await account.run(['plan', '--out', file('settled.json')]);
    const run = await account.run(['export', 'terraform', file('settled.json'), '--stack', 'blue']);
    expect(run).toMatchObject({ code: 252, stderr: expect.stringContaining('exported as it is') });
    expect(await account.run(['export', 'terraform', file('settled.json'), '--out', file('x.tf')])).toMatchObject({
      code: 0,
    });
  });
});
