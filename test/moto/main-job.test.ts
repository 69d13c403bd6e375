import { expect, it } from 'vitest';
import { readAccount } from './account.ts';
import { removeDefaultVpc } from './build.ts';
import { expectedIn, madeIn, type Profile, tagsOfOurs } from './expected.ts';
import { describeWithMoto } from './moto.ts';
import { stage } from './stage.ts';
import { worlds } from './world.ts';

const verdictOf = (stdout: string): unknown => JSON.parse(stdout).verdict;

describeWithMoto('the main job, by the built program', () => {
  const settings: [region: string, profile: Profile, flags: string[]][] = [
    ['us-east-1', 'guide', []],
    ['eu-west-1', 'guide', []],
    ['us-east-1', 'https', ['--ingress', 'https']],
    ['eu-west-1', 'https', ['--ingress', 'https']],
  ];

  it.each(settings)(
    'opens the path in %s with the %s rules, rests, and takes it all back',
    async (region, profile, flags) => {
      const { ec2, built, run, changes } = await stage(worlds.guide, region);
      const before = await readAccount(ec2);

      const closed = await run('audit', '--output', 'json');
      expect(closed).toMatchObject({ code: 2 });
      expect(verdictOf(closed.stdout)).toBe('closed');

      expect(await run('apply', '--yes', ...flags)).toMatchObject({ code: 0 });
      const opened = await readAccount(ec2);
      expect(madeIn(opened)).toEqual(expectedIn(worlds.guide, built, region, profile));

      const open = await run('audit', '--output', 'json');
      expect(open).toMatchObject({ code: 0 });
      expect(verdictOf(open.stdout)).toBe('open');

      expect(changes()).not.toEqual([]);
      expect(await run('apply', '--yes', ...flags)).toMatchObject({ code: 0 });
      expect(changes()).toEqual([]);
      expect(await readAccount(ec2)).toEqual(opened);

      expect(await run('rollback', '--yes')).toMatchObject({ code: 0 });
      expect(await readAccount(ec2)).toEqual(before);

      expect(await run('rollback', '--yes')).toMatchObject({ code: 0 });
      expect(await readAccount(ec2)).toEqual(before);
    },
  );

  it('tags all that it makes with its name, the stack, one run and a readable name', async () => {
    const { ec2, run } = await stage(worlds.guide, 'eu-west-1');
    expect(await run('apply', '--yes', '--stack', 'blue')).toMatchObject({ code: 0 });
    const tags = tagsOfOurs(await readAccount(ec2));
    expect(tags).toHaveLength(4);
    for (const each of tags) {
      expect(each).toEqual({
        'pullpath:managed-by': 'pullpath',
        'pullpath:stack': 'blue',
        'pullpath:run': tags[0]!['pullpath:run'],
        Name: expect.stringMatching(/\w/),
      });
    }
  });

  it('asks which VPC is meant where several have a closed subnet, and finds the only one by itself', async () => {
    const { ec2, built, runBare } = await stage(worlds.guide, 'eu-west-1');
    const several = await runBare('apply', '--yes');
    expect(several).toMatchObject({ code: 252, stdout: '' });
    expect(several.stderr).toContain(built.vpcId);
    expect(several.stderr).toContain('--vpc-id');

    await removeDefaultVpc(ec2);
    expect(await runBare('apply', '--yes')).toMatchObject({ code: 0 });
    expect(madeIn(await readAccount(ec2))).toEqual(expectedIn(worlds.guide, built, 'eu-west-1', 'guide'));
  });

  it('changes nothing without a yes where nobody is there to be asked, and names the flag', async () => {
    const { ec2, run, changes } = await stage(worlds.guide, 'us-east-1');
    const before = await readAccount(ec2);
    for (const command of [['apply'], []]) {
      const refused = await run(...command);
      expect(refused).toMatchObject({ code: 252, stdout: '' });
      expect(refused.stderr).toContain('--yes');
    }
    expect(changes()).toEqual([]);
    expect(await readAccount(ec2)).toEqual(before);
  });
});
