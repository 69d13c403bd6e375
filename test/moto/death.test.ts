import { expect, inject, it, onTestFinished } from 'vitest';
import { start } from '../program.ts';
import { readAccount } from './account.ts';
import { build } from './build.ts';
import { describeWithMoto, freshAccount } from './moto.ts';
import { type Passage, startRecorder } from './recorder.ts';
import { worlds } from './world.ts';

const REGION = 'us-east-1';

type Moment = 'before it is carried out' | 'after it was carried out, before the answer';

/** A world in moto, and the program behind a proxy that can kill it. */
async function stage() {
  const account = await freshAccount();
  const ec2 = account.ec2(REGION);
  let passageOf: (action: string) => Passage = () => 'pass';
  const recorder = await startRecorder(inject('motoUrl')!, (action) => passageOf(action));
  onTestFinished(async () => {
    ec2.destroy();
    await recorder.stop();
  });
  const { vpcId } = await build(ec2, worlds.guide);
  const begin = (...args: string[]) =>
    start([...args, '--region', REGION, '--vpc-id', vpcId], account.env(recorder.url));
  return {
    read: () => readAccount(ec2),
    run: (...args: string[]) => begin(...args).ended,
    /** Runs the program until its n-th changing request. @returns whether it was killed there */
    async killedAt(n: number, moment: Moment, ...args: string[]): Promise<boolean> {
      let changes = 0;
      const child = begin(...args);
      passageOf = (action) => {
        if (/^(Describe|Get|Assume)/.test(action)) return changes >= n ? 'hold' : 'pass';
        changes += 1;
        if (changes < n) return 'pass';
        child.kill('SIGKILL');
        return changes === n && moment.startsWith('after') ? 'swallow' : 'hold';
      };
      const { code } = await child.ended;
      passageOf = () => 'pass';
      return code === null;
    },
  };
}

const APPLY = ['apply', '--yes', '--output', 'json'];
const ROLLBACK = ['rollback', '--yes'];
const MOMENTS: readonly Moment[] = ['before it is carried out', 'after it was carried out, before the answer'];

describeWithMoto('the law of death: the program is killed by SIGKILL', () => {
  it.each(MOMENTS)('at whichever change of apply, %s: apply converges and rollback returns', async (moment) => {
    const { read, run, killedAt } = await stage();
    const before = await read();
    for (let n = 1; ; n += 1) {
      const killed = await killedAt(n, moment, ...APPLY);
      const again = await run(...APPLY);
      expect(again, `n = ${n}`).toMatchObject({ code: 0 });
      expect(JSON.parse(again.stdout)).toMatchObject({ verified: 'open' });
      expect(await run(...ROLLBACK), `n = ${n}`).toMatchObject({ code: 0 });
      expect(await read(), `n = ${n}`).toEqual(before);
      if (!killed) break;
    }
  });

  it.each(MOMENTS)('at whichever change of apply, %s: rollback returns', async (moment) => {
    const { read, run, killedAt } = await stage();
    const before = await read();
    for (let n = 1; await killedAt(n, moment, ...APPLY); n += 1) {
      expect(await run(...ROLLBACK), `n = ${n}`).toMatchObject({ code: 0 });
      expect(await read(), `n = ${n}`).toEqual(before);
    }
  });

  it.each(MOMENTS)('at whichever change of rollback, %s: rollback returns', async (moment) => {
    const { read, run, killedAt } = await stage();
    const before = await read();
    for (let n = 1; ; n += 1) {
      expect(await run(...APPLY)).toMatchObject({ code: 0 });
      const killed = await killedAt(n, moment, ...ROLLBACK);
      expect(await run(...ROLLBACK), `n = ${n}`).toMatchObject({ code: 0 });
      expect(await read(), `n = ${n}`).toEqual(before);
      if (!killed) break;
    }
  });
});
