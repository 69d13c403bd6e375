import { describe, expect, inject, it } from 'vitest';
import { type Account, readAccount } from './account.ts';
import { comparable } from './comparable.ts';
import { describeWithMoto } from './moto.ts';
import { type Stage, stage } from './stage.ts';
import { execute, fileWith, type PlannedChange, terraformIn } from './tools.ts';
import { type World, worlds } from './world.ts';

const REGION = 'eu-west-1';

/** Each of these programs takes a second and more to start, Terraform's provider many: only a hang takes so long. */
const PATIENCE = 600_000;

/** The guide's world, one where others' S3 endpoint covers a table, and one with more services; each with its flags. */
const SETTINGS: [string, World, string[]][] = [
  ['guide', worlds.guide, []],
  ['foreign S3', worlds['partial-s3'], ['--ingress', 'https']],
  ['extras', worlds.guide, ['--with', 'logs,secretsmanager,dynamodb', '--stack', 'blue.green']],
];

/** The account as `apply` makes it, taken back afterwards. */
async function applied({ ec2, run }: Stage, flags: readonly string[], ...apart: readonly string[]): Promise<unknown> {
  expect(await run('apply', '--yes', ...flags)).toMatchObject({ code: 0 });
  const account = comparable(await readAccount(ec2), ...apart);
  const stack = flags.includes('--stack') ? flags.slice(flags.indexOf('--stack')) : [];
  expect(await run('rollback', '--yes', ...stack)).toMatchObject({ code: 0 });
  return account;
}

async function exported({ run }: Stage, ...args: string[]): Promise<string> {
  const { code, stdout } = await run('export', ...args);
  expect(code).toBe(0);
  return stdout;
}

describeWithMoto('an exported script, run by the AWS CLI', () => {
  it.each(SETTINGS)(
    'makes the account that apply makes, once, and goes on where it was cut off (%s)',
    async (_, world, flags) => {
      const at = await stage(world, REGION);
      const wanted = await applied(at, flags);
      const script = await fileWith('open-path.sh', await exported(at, 'aws-cli', ...flags));
      const run = () => execute('sh', [script], at.env);

      // The first calls, and then the machine is switched off.
      const text = await exported(at, 'aws-cli', ...flags);
      const begun = text.slice(0, text.indexOf('\n', text.indexOf('\nensure_endpoint ') + 1));
      const half = await fileWith('half.sh', `${begun.replace(/ \\$/, '').replace(/\n.*$/, '')}\n`);
      expect(await execute('sh', [half], at.env)).toMatchObject({ code: 0 });

      const first = await run();
      expect(first).toMatchObject({ code: 0, stderr: '' });
      expect(first.stdout).toMatch(/Found security group[\s\S]*Created endpoint[\s\S]*Available: vpce-[\s\S]*Done\n$/);
      const account = await readAccount(at.ec2);
      expect(comparable(account)).toEqual(wanted);
      expect(ourTagsIn(account)).toEqual([]);

      const second = await run();
      expect(second).toMatchObject({ code: 0, stderr: '' });
      expect(second.stdout).toMatch(/Nothing had to be changed\n$/);
      expect(await readAccount(at.ec2)).toEqual(account);

      // What it made serves, and is nobody's to roll back.
      expect(await at.run('audit', ...(flags.includes('--with') ? flags.slice(0, 2) : []))).toMatchObject({ code: 0 });
      expect(await at.run('rollback', '--yes')).toMatchObject({ code: 0 });
      expect(await readAccount(at.ec2)).toEqual(account);
    },
    PATIENCE,
  );

  it(
    'stops on the first error, and in an account that is not meant',
    async () => {
      const at = await stage(worlds.guide, REGION);
      const text = await exported(at, 'aws-cli');
      const before = await readAccount(at.ec2);
      const elsewhere = await fileWith('x.sh', text.replace(/^account=.*$/m, 'account=000000000000'));
      expect(await execute('sh', [elsewhere], at.env)).toMatchObject({
        code: 1,
        stderr: expect.stringContaining('000000000000'),
      });
      expect(await readAccount(at.ec2)).toEqual(before);

      const script = await fileWith('y.sh', text);
      const failed = await execute('sh', [script], { ...at.env, PULLPATH_SUBNET_IDS: 'subnet-00000000' });
      expect(failed.code).not.toBe(0);
      expect(failed.stderr).toContain('InvalidSubnetID.NotFound');
      expect(failed.stdout).not.toContain('Done');
      const { endpoints } = await readAccount(at.ec2);
      expect(endpoints).toEqual([]);
    },
    PATIENCE,
  );
});

const noTerraform = inject('terraformPlugins') === null || inject('motoUrl') === null;

describe.skipIf(noTerraform)('an exported configuration, applied by Terraform', () => {
  it.each(SETTINGS)(
    'makes the account that apply makes, and plans no change afterwards (%s)',
    async (_, world, flags) => {
      const at = await stage(world, REGION);
      const wanted = await applied(at, flags);
      const terraform = await terraformIn(await exported(at, 'terraform', ...flags), at.env);
      expect(await terraform.run('apply', '-auto-approve', '-input=false', '-no-color')).toMatchObject({ code: 0 });
      expect(comparable(await readAccount(at.ec2))).toEqual(wanted);
      expect((await terraform.changes()).filter(({ change }) => change.actions.join() !== 'no-op')).toEqual([]);
    },
    PATIENCE,
  );

  it.each(SETTINGS)(
    'takes over what stands: nothing changes but tags, and a rollback finds nothing (%s)',
    async (_, world, flags) => {
      const at = await stage(world, REGION);
      const stack = flags.includes('--stack') ? flags.slice(flags.indexOf('--stack')) : [];
      expect(await at.run('apply', '--yes', ...flags)).toMatchObject({ code: 0 });
      const before = await readAccount(at.ec2);
      const terraform = await terraformIn(await exported(at, 'terraform', '--existing', ...stack), at.env);
      const changes = await terraform.changes();
      expect(changes.every(({ change }) => change.importing !== undefined)).toBe(true);
      const bare = changes.map(withoutTags);
      expect(bare.filter(({ before: old, after }) => JSON.stringify(old) !== JSON.stringify(after))).toEqual([]);
      expect(await at.run('release', '--yes', ...stack)).toMatchObject({ code: 0 });
      expect((await terraform.changes()).filter(({ change }) => change.actions.join() !== 'no-op')).toEqual([]);
      expect(await terraform.run('apply', '-auto-approve', '-input=false', '-no-color')).toMatchObject({ code: 0 });
      const account = await readAccount(at.ec2);
      expect(comparable(account)).toEqual(comparable(before));
      expect(ourTagsIn(account)).toEqual([]);
      expect(await at.run('rollback', '--yes', ...stack)).toMatchObject({ code: 0 });
      expect(await readAccount(at.ec2)).toEqual(account);
    },
    PATIENCE,
  );
});

/** The parameters with their defaults: moto takes the default of a list for one text. */
function parametersIn(template: string): { ParameterKey: string; ParameterValue: string }[] {
  return [...template.matchAll(/^ {2}(\w+):\n {4}Type: .*\n {4}Description: .*\n {4}Default: "?([^"\n]*)"?$/gm)].map(
    ([, ParameterKey = '', ParameterValue = '']) => ({ ParameterKey, ParameterValue }),
  );
}

function ourTagsIn(account: Account): string[] {
  const things = [...account.vpcs, ...account.securityGroups, ...account.securityGroupRules, ...account.endpoints];
  return things
    .flatMap(({ Tags }) => (Tags ?? []).map(({ Key }) => Key ?? ''))
    .filter((key) => key.startsWith('pullpath:'));
}

function withoutTags({ change }: PlannedChange) {
  const bare = (values: PlannedChange['change']['before']) => {
    // The last is no property of a group: an import leaves it open, and the provider fills in its default.
    const { tags: _, tags_all: __, revoke_rules_on_delete: ___, ...rest } = values ?? {};
    return rest;
  };
  return { before: bare(change.before), after: bare(change.after) };
}

describeWithMoto('an exported template', () => {
  it.each(SETTINGS)(
    'passes cfn-lint, and makes the account that apply makes (%s)',
    async (_, world, flags) => {
      const at = await stage(world, REGION);
      // moto's CloudFormation drops descriptions of rules.
      const wanted = await applied(at, flags, 'Description');
      const text = await exported(at, 'cloudformation', ...flags);
      const template = await fileWith('endpoints.yaml', text);
      expect(await execute('cfn-lint', ['--regions', REGION, '--', template], at.env)).toMatchObject({
        code: 0,
        stdout: '',
      });
      const defaults = JSON.stringify(parametersIn(text));
      const options = ['--stack-name', 'endpoints', '--template-body', `file://${template}`, '--parameters', defaults];
      const created = await execute('aws', ['--region', REGION, 'cloudformation', 'create-stack', ...options], at.env);
      expect(created).toMatchObject({ code: 0, stderr: '' });
      expect(comparable(await readAccount(at.ec2), 'Description')).toEqual(wanted);
    },
    PATIENCE,
  );

  it(
    'lists what is to be imported, with deletion policies, and passes cfn-lint',
    async () => {
      const at = await stage(worlds['foreign-api'], REGION);
      expect(await at.run('apply', '--yes')).toMatchObject({ code: 0 });
      const { endpoints, securityGroups } = await readAccount(at.ec2);
      const own = [...endpoints, ...securityGroups].filter(({ Tags }) =>
        Tags?.some(({ Key }) => Key === 'pullpath:stack'),
      );
      const { stdout } = await at.run('export', 'cloudformation', '--existing', '--output', 'json');
      const { text, importList } = JSON.parse(stdout) as { text: string; importList: string };
      const template = await fileWith('endpoints.yaml', text);
      expect(await execute('cfn-lint', ['--regions', REGION, '--', template], at.env)).toMatchObject({
        code: 0,
        stdout: '',
      });
      const list = JSON.parse(importList) as {
        ResourceType: string;
        LogicalResourceId: string;
        ResourceIdentifier: { Id: string };
      }[];
      expect(list.map(({ ResourceIdentifier }) => ResourceIdentifier.Id).sort()).toEqual(
        own
          .map((each) => ('VpcEndpointId' in each ? each.VpcEndpointId : 'GroupId' in each ? each.GroupId : ''))
          .sort(),
      );
      for (const { LogicalResourceId } of list)
        expect(text).toMatch(new RegExp(`\\n  ${LogicalResourceId}:\\n    Type: .*\\n    DeletionPolicy: Retain\\n`));
    },
    PATIENCE,
  );
});
