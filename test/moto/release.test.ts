import { expect, it } from 'vitest';
import { readAccount } from './account.ts';
import { tagsOfOurs } from './expected.ts';
import { describeWithMoto } from './moto.ts';
import { stage } from './stage.ts';
import { worlds } from './world.ts';

/** Without the tags that are pullpath's. */
function untagged(account: unknown): unknown {
  return JSON.parse(JSON.stringify(account), (_, value) =>
    Array.isArray(value) ? value.filter((each) => !String(each?.Key ?? '').startsWith('pullpath:')) : value,
  );
}

describeWithMoto('release, by the built program', () => {
  it('takes the tags off, and rollback finds nothing', async () => {
    const { ec2, run } = await stage(worlds.guide, 'eu-west-1');
    expect(await run('apply', '--yes')).toMatchObject({ code: 0 });
    const opened = await readAccount(ec2);
    expect(await run('release')).toMatchObject({ code: 252 });
    expect(await run('release', '--yes')).toMatchObject({ code: 0 });
    const released = await readAccount(ec2);
    expect(tagsOfOurs(released)).toEqual([]);
    expect(JSON.stringify(released)).not.toMatch(/pullpath:(managed-by|stack|run|undo)/);
    expect(untagged(released)).toEqual(untagged(opened));
    expect(await run('rollback', '--yes')).toMatchObject({ code: 0 });
    expect(await readAccount(ec2)).toEqual(released);
    expect(await run('release', '--yes')).toMatchObject({ code: 0 });
    expect(await run('audit')).toMatchObject({ code: 0 });
  });
});
