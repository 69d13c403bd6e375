import { expect, it } from 'vitest';
import { readAccount } from './account.ts';
import { describeWithMoto } from './moto.ts';
import { stage } from './stage.ts';
import { worlds } from './world.ts';

/** moto ignores `DryRun` on the calls that make, change and delete endpoints, and does what they say. */
describeWithMoto('a dry run that is carried out', () => {
  const asking = [
    ['plan', ['plan', '--check-permissions', '--quiet']],
    ['apply', ['apply', '--yes', '--check-permissions']],
  ] as const;

  it.each(asking)(
    'is the last one that %s has asked; what it made is named, and rollback takes it back',
    async (_, args) => {
      const { ec2, run, runBare, changes } = await stage(worlds.guide, 'us-east-1');
      const before = await readAccount(ec2);
      const { code, stdout, stderr } = await run(...args, '--output', 'json');
      expect(code).toBe(3);
      expect(stdout + stderr).not.toMatch(/Nothing was changed|Every permission/);
      const { error } = JSON.parse(stdout);
      expect(error).toMatchObject({
        code: 'DryRunExecuted',
        message: expect.stringMatching(/vpce-\w+ \(com\.amazonaws\.us-east-1\.ecr\.api\) was made\./),
      });
      expect(changes().filter((action) => action === 'CreateVpcEndpoint')).toHaveLength(1);
      const [command] = /pullpath rollback [^`]*/.exec(error.remedy)!;
      expect(command).not.toContain('--check-permissions');
      expect(await runBare(...command.split(' ').slice(1), '--yes')).toMatchObject({ code: 0 });
      expect(await readAccount(ec2)).toEqual(before);
    },
  );

  it('is the last one that rollback has asked, and rollback goes on without asking', async () => {
    const { ec2, run } = await stage(worlds.guide, 'us-east-1');
    const before = await readAccount(ec2);
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    const { code, stdout, stderr } = await run('rollback', '--yes', '--check-permissions', '--output', 'json');
    expect(code).toBe(3);
    expect(stdout + stderr).not.toContain('Nothing was changed');
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'DryRunExecuted',
      message: expect.stringMatching(/what was to be deleted is: vpce-/),
      remedy: expect.stringMatching(/^Continue, .* `pullpath rollback /),
    });
    expect(await run('rollback', '--yes')).toMatchObject({ code: 0 });
    expect(await readAccount(ec2)).toEqual(before);
  });
});
