import { describe, expect, it } from 'vitest';
import type { EcsTask } from '../../src/discover/ecs/task.ts';
import { endsAtOnce, judgeWatch, unfinished, waitingFor } from '../../src/watch/judge-watch.ts';
import { at, current, failed, pulled, SIGN_IN, service, task, terms } from '../ecs-tasks.ts';

const CHANGE = at(12, 10);
const INSTANCE = 'arn:aws:ecs:us-east-1:111122223333:container-instance/prod/1';
const onInstance = { launchType: 'EC2', containerInstance: INSTANCE, platformVersion: null };

describe('what ends a watch', () => {
  type Row = readonly [
    what: string,
    before: readonly EcsTask[],
    now: readonly EcsTask[],
    verdict: string | null,
    over?: Parameters<typeof terms>[1],
  ];
  const rows: readonly Row[] = [
    ['nothing new', [failed('old', at(12, 5))], [failed('old', at(12, 5))], null],
    ['a task that is about to pull', [], [task('new')], null],
    ['a task that pulls', [], [task('new', { pullStartedAt: at(12, 11) })], null],
    ['a new task that has pulled', [], [pulled('new', at(12, 11))], 'proved'],
    ['a new task that failed', [], [failed('new', at(12, 11))], 'not-proved'],
    ['one that pulled and one that failed', [], [pulled('new', at(12, 11)), failed('other', at(12, 12))], 'not-proved'],
    ['a task that had pulled before', [pulled('old', at(12, 1))], [pulled('old', at(12, 1))], null],
    [
      'a task from before the change whose pull began after it',
      [task('old')],
      [pulled('old', at(12, 11))],
      'proved',
      { since: CHANGE },
    ],
    [
      'a task from before the change that fails after it: it may have met what was there before',
      [task('old')],
      [failed('old', at(12, 11))],
      null,
      { since: CHANGE },
    ],
    [
      'a pull that had ended when the first look came, and began after the change',
      [pulled('quick', at(12, 11), { createdAt: at(12, 10, 30) })],
      [pulled('quick', at(12, 11), { createdAt: at(12, 10, 30) })],
      'proved',
      { since: CHANGE },
    ],
    [
      'a pull that began before the change',
      [task('old', { pullStartedAt: at(12, 9) })],
      [pulled('old', at(12, 9))],
      null,
      { since: CHANGE },
    ],
    [
      'a task of another deployment than the forced one',
      [],
      [pulled('other', at(12, 11))],
      null,
      { deploymentId: 'ecs-svc/2' },
    ],
    [
      'a task of the forced deployment',
      [],
      [pulled('forced', at(12, 11), { startedBy: 'ecs-svc/2' })],
      'proved',
      { deploymentId: 'ecs-svc/2' },
    ],
    [
      'a service that failed and pulls since, where nobody knows of a change',
      [failed('old', at(12, 5)), pulled('good', at(12, 6))],
      [failed('old', at(12, 5)), pulled('good', at(12, 6))],
      'proved',
    ],
    [
      'a pull from before the last failure',
      [failed('bad', at(12, 7)), pulled('good', at(12, 6))],
      [failed('bad', at(12, 7)), pulled('good', at(12, 6))],
      null,
    ],
    [
      'a task whose image came, and that ended by itself',
      [],
      [pulled('new', at(12, 11), { lastStatus: 'STOPPED', stopCode: 'EssentialContainerExited' })],
      'proved',
    ],
    [
      'a task that was told to stop before it pulled',
      [],
      [task('new', { lastStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'Task stopped by user' })],
      null,
    ],
    [
      'an image that came out of the cache of an instance, for all that is known',
      [],
      [pulled('new', at(12, 11), onInstance)],
      'undecided',
    ],
    [
      'a pull on an instance on which the same failed before: no copy is there',
      [failed('old', at(12, 5), onInstance)],
      [failed('old', at(12, 5), onInstance), pulled('new', at(12, 11), onInstance)],
      'proved',
    ],
  ];
  it.for(rows)('%s', ([, before, now, verdict, over]) => {
    expect(judgeWatch(current(now), terms(before, over))?.verdict ?? null).toBe(verdict);
  });

  it('tells the task, its subnet and how long the pull took, and the subnets that no task has proved', () => {
    const outcome = judgeWatch(current([pulled('new', at(12, 11))]), terms([], { since: CHANGE }));
    expect(outcome).toMatchObject({
      reason: 'pulled',
      message: 'Task new of orders pulled in subnet-a (us-east-1a) in 12 s, after the change.',
      pulls: [{ taskId: 'new', subnetId: 'subnet-a', seconds: 12, overNetwork: true }],
      failure: null,
      unprovedSubnetIds: ['subnet-b'],
    });
  });

  it('explains the next error', () => {
    const outcome = judgeWatch(current([failed('new', at(12, 11))]), terms([], { since: CHANGE }));
    expect(outcome).toMatchObject({
      reason: 'failed',
      message: 'Task new of orders failed to start in subnet-a.',
      failure: { text: SIGN_IN, phase: 'before-the-pull', explanation: { class: 'network', hop: 'ecr.api' } },
    });
  });

  it('names the subnet of the instance, which pulls, not that of the task', () => {
    const tasks = [failed('old', at(12, 5), onInstance), pulled('new', at(12, 11), onInstance)];
    const over = { instanceSubnets: new Map([[INSTANCE, 'subnet-hosts']]), subnetIds: ['subnet-hosts'] };
    const outcome = judgeWatch(current(tasks), terms(tasks.slice(0, 1), over));
    expect(outcome).toMatchObject({ pulls: [{ subnetId: 'subnet-hosts' }], unprovedSubnetIds: [] });
  });

  it('ends where the deployment was given up and no task is under way', () => {
    const [deployment] = service().deployments;
    const deployments = [{ ...deployment!, rolloutState: 'FAILED' }];
    expect(judgeWatch(current([], { deployments }), terms([]))).toMatchObject({ reason: 'gave-up' });
    expect(judgeWatch(current([task('new')], { deployments }), terms([]))).toBeNull();
  });

  it.each([
    ['scaled-to-zero', { desiredCount: 0 }, {}],
    ['inactive', { status: 'DRAINING' }, {}],
    ['external-hosts', {}, { external: true }],
  ] as const)('ends at once: %s', (reason, over, known) => {
    expect(endsAtOnce(current([], over), terms([], known))).toMatchObject({ verdict: 'undecided', reason });
  });
});

describe('what is waited for', () => {
  it.each([
    ['no task starting yet', [], {}],
    ['1 task about to pull', [task('new')], {}],
    ['1 task pulling', [task('new', { pullStartedAt: at(12, 11) })], {}],
    ['1 of 1 task running, none starting', [], { runningCount: 1 }],
  ] as const)('%s', (expected, tasks, over) => {
    expect(waitingFor(current(tasks, over), terms([]).start)).toBe(expected);
  });

  it('a time that is out says why no task came', () => {
    expect(unfinished(current([], { runningCount: 1 }), terms([]), 'time-out').message).toBe(
      'No task of orders has pulled an image until the time was out. It runs 1 of 1 task, and ECS has no reason to start another.',
    );
  });
});
