import { expect, it } from 'vitest';
import { Options } from '../../../../src/cli/line/options.ts';
import { planFor, withRunFromNow } from '../../../../src/cli/run/plan/plan-run.ts';
import type { Session } from '../../../../src/cli/run/session/session.ts';
import { runIdOf } from '../../../../src/plan/ownership/run-id.ts';
import { PRICES } from '../../../../src/plan/preview/prices.ts';
import { worlds } from '../../../../src/sandbox/index.ts';
import { CHOICES } from '../../../laws/stage.ts';
import { snapshotOf } from '../../../snapshots.ts';

const HOUR = 3_600_000;

it('a plan whose question was open for hours is the same under a run that begins now, in tags and tokens', () => {
  const snapshot = snapshotOf(worlds.guide.make());
  const options = Options.parse({});
  const then = Date.UTC(2026, 10, 28, 1);
  const choices = { ...CHOICES, vpcId: snapshot.vpcs[0]!.id };
  const asked = planFor(snapshot, choices, runIdOf(then, '0a0b0c0d'), PRICES, options);
  const answered = withRunFromNow({ awsTimeMs: () => then + 5 * HOUR } as Session, options, asked);
  const { run } = answered.plan;
  expect(run.slice(0, -8)).toBe(runIdOf(then + 5 * HOUR, '00000000').slice(0, -8));
  expect(JSON.stringify(answered.plan)).not.toContain(asked.plan.run);
  expect(JSON.parse(JSON.stringify(asked.plan).replaceAll(asked.plan.run, run))).toEqual(answered.plan);
});
