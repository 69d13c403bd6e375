import { describe, expect, it } from 'vitest';
import type { Diagnosis } from '../../src/diagnose/diagnosis.ts';
import type { EcsSnapshot } from '../../src/discover/ecs/ecs-snapshot.ts';
import type { EcsService } from '../../src/discover/ecs/service.ts';
import type { EcsTask } from '../../src/discover/ecs/task.ts';
import type { TaskDefinition } from '../../src/discover/ecs/task-definition.ts';
import { remedyText } from '../../src/remedy/remedy.ts';
import { symptomOf, symptomOfTask } from '../../src/symptom/symptom.ts';
import { at, failed, pulled, SIGN_IN, service, task } from '../ecs-tasks.ts';

const IMAGE = '111122223333.dkr.ecr.us-east-1.amazonaws.com/orders:1';
const MANIFEST = `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${IMAGE}: failed to do request: Head "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/orders/manifests/1": dial tcp 10.0.1.9:443: i/o timeout`;
const FROM_HUB = MANIFEST.replaceAll(IMAGE, 'docker.io/library/nginx:1')
  .replaceAll('111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/orders', 'registry-1.docker.io/v2/library/nginx')
  .replace('10.0.1.9', '44.205.64.86');
const GONE = `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${IMAGE}: ${IMAGE}: not found`;
const DENIED =
  'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/r/t is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no identity-based policy allows the ecr:GetAuthorizationToken action status code: 400';
const DENIED_BY_ENDPOINT = DENIED.replace('no identity-based policy', 'no VPC endpoint policy');
const CUT = 'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed';

const definition: TaskDefinition = {
  arn: 'arn:aws:ecs:us-east-1:111122223333:task-definition/orders:1',
  family: 'orders',
  revision: 1,
  status: 'ACTIVE',
  networkMode: 'awsvpc',
  executionRoleArn: 'arn:aws:iam::111122223333:role/orders-execution',
  taskRoleArn: null,
  requiresCompatibilities: ['FARGATE'],
  operatingSystem: null,
  architecture: null,
  appMesh: false,
  containers: [
    {
      name: 'orders',
      image: IMAGE,
      essential: true,
      log: null,
      secrets: [],
      environmentFiles: [],
      repositoryCredentials: null,
      firelens: null,
      credentialSpecs: [],
    },
  ],
  volumes: [],
};

function snapshot(tasks: readonly EcsTask[], own: EcsService, over: Partial<EcsSnapshot> = {}): EcsSnapshot {
  return {
    clusters: [],
    services: [own],
    tasks: [...tasks],
    taskDefinitions: [definition],
    capacityProviders: [],
    containerInstances: [],
    unread: [],
    ...over,
  };
}

type Verdicts = Readonly<Record<string, 'open' | 'closed' | 'unknown'>>;

/** An audit of both subnets of the service, in which these hops are so. */
function audited(verdicts: Verdicts): Diagnosis {
  const hops = Object.entries(verdicts).map(([hop, verdict]) => ({
    hop,
    verdict,
    findings: verdict === 'open' ? [] : ['PP201'],
  }));
  const verdict = Object.values(verdicts).includes('closed') ? 'closed' : 'open';
  const subnet = {
    name: null,
    cidrBlock: null,
    availabilityZone: 'us-east-1a',
    class: 'isolated',
    target: true,
  } as const;
  return {
    vpcId: 'vpc-1',
    name: null,
    verdict,
    subnets: ['subnet-a', 'subnet-b'].map((subnetId) => ({ subnetId, ...subnet, verdict, hops })),
    findings: [
      {
        code: 'PP201',
        verdict: 'closed',
        severity: 'closes',
        subject: { type: 'endpoint-service', id: 'ecr.api' },
        title: 'No endpoint for the service',
        message: 'No endpoint.',
        remedy: ['Make the endpoint:', { program: 'pullpath', command: 'apply', options: { vpcId: 'vpc-1' } }],
        helpUri: 'https://example.com',
        evidence: {},
        hops: ['ecr.api'],
        subnetIds: ['subnet-a', 'subnet-b'],
      },
    ],
  };
}

const OPEN: Verdicts = { dns: 'open', 'ecr.api': 'open', 'ecr.dkr': 'open', s3: 'open' };
const CLOSED: Verdicts = { ...OPEN, 'ecr.api': 'closed' };

function symptom(tasks: readonly EcsTask[], verdicts: Verdicts | null, over: Partial<EcsService> = {}) {
  const own = service(over);
  const diagnosis = verdicts === null ? null : audited(verdicts);
  return symptomOf({ snapshot: snapshot(tasks, own), service: own, region: 'us-east-1', diagnosis });
}

/** A task of one container that failed with this text in the pull. */
function inPull(text: string): EcsTask {
  return failed('t', at(12, 5), {
    stoppedReason: text,
    pullStartedAt: at(12, 3),
    containers: [
      { name: 'orders', image: IMAGE, imageDigest: null, lastStatus: 'STOPPED', exitCode: null, reason: text },
    ],
  });
}

describe('the symptom and the network', () => {
  it.for<[string, text: EcsTask, Verdicts | null, agreement: string, hop: string | null, message: RegExp]>([
    [
      'a hop that is closed',
      failed('t', at(12, 5)),
      CLOSED,
      'explained',
      'ecr.api',
      /^ecr\.api is closed in subnet-a\. PP201/,
    ],
    [
      'a hop that is open now',
      failed('t', at(12, 5)),
      OPEN,
      'disagrees',
      'ecr.api',
      /silence at ecr\.api, .* open now in subnet-a/,
    ],
    [
      'another hop that is closed',
      inPull(MANIFEST),
      CLOSED,
      'disagrees',
      'ecr.dkr',
      /open now .*; closed there is ecr\.api/,
    ],
    [
      'a hop of which nothing is known',
      failed('t', at(12, 5)),
      { ...OPEN, 'ecr.api': 'unknown' },
      'undecided',
      'ecr.api',
      /unknown/,
    ],
    ['an audit that failed', failed('t', at(12, 5)), null, 'undecided', 'ecr.api', /.+/],
    ['an image that is gone', inPull(GONE), OPEN, 'answered', 'ecr.dkr', /holds no image under/],
    ['a role that may not', failed('t', at(12, 5), { stoppedReason: DENIED }), OPEN, 'answered', 'ecr.api', /.+/],
    [
      'an endpoint policy',
      failed('t', at(12, 5), { stoppedReason: DENIED_BY_ENDPOINT }),
      CLOSED,
      'explained',
      'ecr.api',
      /closed/,
    ],
    [
      'a text that was cut, and a hop that is closed',
      failed('t', at(12, 5), { stoppedReason: CUT }),
      CLOSED,
      'undecided',
      null,
      /ecr\.api is closed/,
    ],
    [
      'a text that was cut, and an open path',
      failed('t', at(12, 5), { stoppedReason: CUT }),
      OPEN,
      'undecided',
      null,
      /open there now/,
    ],
  ])('%s', ([, stopped, verdicts, agreement, hop, message]) => {
    const { cause } = symptom([stopped], verdicts);
    expect(cause).toMatchObject({ agreement, hop, message: expect.stringMatching(message) });
  });

  it('the registry of another region is a hop of its own, and so is one outside AWS', () => {
    const elsewhere = failed('t', at(12, 5), { stoppedReason: SIGN_IN.replace('us-east-1', 'eu-west-1') });
    expect(symptom([elsewhere], { ...OPEN, 'ecr@eu-west-1': 'closed' }).cause).toMatchObject({
      agreement: 'explained',
      hop: 'ecr@eu-west-1',
    });
    expect(symptom([inPull(FROM_HUB)], { ...OPEN, 'docker.io': 'closed' }).cause).toMatchObject({
      agreement: 'explained',
      hop: 'docker.io',
    });
  });

  it('where the network explains it, what to do is what the finding says', () => {
    const { remedy, alternatives } = symptom([failed('t', at(12, 5))], CLOSED);
    expect([remedyText(remedy!), alternatives]).toEqual(['Make the endpoint: `pullpath apply --vpc-id vpc-1`', []]);
  });

  it('where it does not, what else it can be, and which read would tell', () => {
    const { remedy, alternatives } = symptom([failed('t', at(12, 5))], OPEN);
    expect(remedyText(remedy!)).toBe('See what the next task meets: `pullpath watch --cluster prod --service orders`');
    expect(alternatives.map(({ what }) => what)).toEqual([
      'The path was opened after that task stopped; the next task will tell.',
    ]);
  });

  it('where the text does not tell: the role, the policy, the image, the processor', () => {
    const { alternatives } = symptom([failed('t', at(12, 5), { stoppedReason: CUT })], OPEN);
    expect(alternatives.map(({ read }) => remedyText(read))).toEqual([
      '`aws iam simulate-principal-policy --policy-source-arn arn:aws:iam::111122223333:role/orders-execution --action-names ecr:GetAuthorizationToken ecr:BatchGetImage ecr:GetDownloadUrlForLayer logs:CreateLogStream`',
      '`aws ecr get-repository-policy --registry-id 111122223333 --repository-name orders --region us-east-1`',
      '`aws ecr describe-images --registry-id 111122223333 --repository-name orders --image-ids imageTag=1 --region us-east-1`',
      `\`docker buildx imagetools inspect ${IMAGE}\``,
    ]);
  });

  it('what the text does not name and the service does is filled in', () => {
    const digest = `${IMAGE.replace(':1', '')}@sha256:${'5'.repeat(64)}`;
    const { remedy } = symptom([inPull(GONE.replaceAll(IMAGE, digest))], OPEN);
    expect(remedyText(remedy!)).toContain('--cluster prod --service orders --region us-east-1 --force-new-deployment');
  });
});

describe('what ECS reports', () => {
  it('the same failure of several tasks is one report, the newest first', () => {
    const tasks = [failed('a', at(12, 1)), failed('b', at(12, 5), { subnetId: 'subnet-b' }), failed('c', at(12, 3))];
    expect(symptom(tasks, CLOSED).reports).toMatchObject([
      { at: at(12, 5), taskIds: ['b', 'c', 'a'], subnetIds: ['subnet-a', 'subnet-b'], phase: 'before-the-pull' },
    ]);
  });

  it('of several containers each that failed has its own text', () => {
    const containers = [
      { ...inPull(MANIFEST).containers[0]!, name: 'web', reason: null },
      { ...inPull(MANIFEST).containers[0]!, name: 'proxy', reason: FROM_HUB },
    ];
    const { reports } = symptom([failed('t', at(12, 5), { stoppedReason: 'Task failed to start', containers })], OPEN);
    expect(reports).toMatchObject([{ container: 'proxy', explanation: { family: 'registry-unreachable' } }]);
  });

  it.for<[string, EcsTask]>([
    [
      'scaled in',
      task('t', {
        lastStatus: 'STOPPED',
        stoppedReason: 'Scaling activity initiated by (deployment ecs-svc/2)',
        stopCode: 'ServiceSchedulerInitiated',
      }),
    ],
    [
      'stopped by a person',
      task('t', { lastStatus: 'STOPPED', stoppedReason: 'Task stopped by user', stopCode: 'UserInitiated' }),
    ],
    ['of another service', failed('t', at(12, 5), { group: 'service:billing' })],
    ['still running', task('t', { lastStatus: 'RUNNING' })],
  ])('a task that was %s is no failure', ([, stopped]) => {
    expect(symptom([stopped], OPEN).reports).toEqual([]);
  });

  it('events since the service was last well', () => {
    const events = [
      {
        at: at(12, 5),
        message:
          '(service orders) was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster.',
      },
      { at: at(12, 4), message: '(service orders) has reached a steady state.' },
      {
        at: at(12, 3),
        message:
          '(service orders) was unable to place a task because the closest matching container-instance has insufficient memory available.',
      },
    ];
    const { reports } = symptom([], OPEN, { events });
    expect(reports.map(({ source, explanation }) => [source, explanation.family])).toEqual([
      ['event', 'no-container-instances'],
    ]);
  });
});

describe('the state of a service', () => {
  const [deployment] = service().deployments;
  it.for<[state: string, EcsTask[], Partial<EcsService>, message: RegExp]>([
    ['failing', [failed('a', at(12, 5))], {}, /^orders runs 0 of 1 task\. 1 task failed in the last hour\.$/],
    ['failing', [pulled('b', at(12, 1)), failed('a', at(12, 5))], { runningCount: 1 }, /^orders runs 1 of 1 task/],
    [
      'recovered',
      [failed('a', at(12, 5)), pulled('b', at(12, 6))],
      { runningCount: 1 },
      /started after the last failure/,
    ],
    ['running', [pulled('b', at(12, 6))], { runningCount: 1 }, /none failed in the last hour/],
    ['starting', [task('a')], {}, /None is known to have failed in the last hour\.$/],
    [
      'starting',
      [],
      { deployments: [{ ...deployment!, failedTasks: 7 }] },
      /counts 7 failed tasks in this deployment, all of them longer ago/,
    ],
    ['gave-up', [], { deployments: [{ ...deployment!, rolloutState: 'FAILED' }] }, /starts no more tasks of it/],
    ['scaled-to-zero', [], { desiredCount: 0 }, /nothing starts, so nothing is proved/],
    ['inactive', [], { status: 'DRAINING' }, /DRAINING/],
  ])('%s', ([state, tasks, over, message]) => {
    expect(symptom(tasks, OPEN, over)).toMatchObject({ state, message: expect.stringMatching(message) });
  });

  it('of a hop that is open by now, where tasks start again, there is nothing to explain', () => {
    const tasks = [failed('a', at(12, 5)), pulled('b', at(12, 6))];
    expect(symptom(tasks, OPEN, { runningCount: 1 })).toMatchObject({ cause: null, alternatives: [], remedy: null });
    expect(symptom(tasks, CLOSED, { runningCount: 1 }).cause).toMatchObject({ agreement: 'explained' });
  });

  it('says that nothing older than an hour is there, and which read was refused', () => {
    const own = service();
    const unread = {
      part: 'tasks',
      action: 'ecs:ListTasks',
      code: 'AccessDeniedException',
      message: 'no',
      why: 'denied',
      remedy: '',
    } as const;
    const read = snapshot([], own, { unread: [unread] });
    expect(symptomOf({ snapshot: read, service: own, region: 'us-east-1', diagnosis: null })).toMatchObject({
      state: 'unknown',
      limits: [
        'ECS tells of a stopped task for one hour; nothing older is in this.',
        'Its tasks could not be read: ecs:ListTasks answered AccessDeniedException.',
      ],
    });
  });

  it('a deployment that was given up needs another one, once the path is open', () => {
    const deployments = [
      {
        ...deployment!,
        rolloutState: 'FAILED',
        rolloutStateReason: 'ECS deployment circuit breaker: tasks failed to start.',
      },
    ];
    const { remedy, reports } = symptom([failed('a', at(12, 5))], CLOSED, { deployments });
    expect(reports.map(({ source }) => source)).toEqual(['task', 'deployment']);
    expect(remedyText(remedy!)).toMatch(/--force-new-deployment`$/);
  });
});

describe('what ECS reports of a task that no service runs', () => {
  const alone = (over: Partial<EcsTask>) => {
    const one = task('a', { group: 'family:orders', ...over });
    return symptomOfTask({ snapshot: snapshot([one], service()), task: one, region: 'us-east-1', diagnosis: null });
  };

  it('is its own text, and what else it can be names no service', () => {
    const found = alone(failed('a', at(12, 5), { group: 'family:orders', stoppedReason: DENIED }));
    expect(found).toMatchObject({ service: null, task: 'a', state: 'failing', cause: { agreement: 'answered' } });
    expect(found.message).toContain('No service runs it');
    expect(found.reports.map(({ text }) => text)).toEqual([DENIED]);
    const cut = alone(failed('a', at(12, 5), { group: 'family:orders', stoppedReason: CUT }));
    expect(JSON.stringify(cut.alternatives)).not.toContain('--service');
    expect(cut.alternatives.length).toBeGreaterThan(0);
  });

  it.each([
    ['runs', { lastStatus: 'RUNNING', startedAt: at(11, 0) }, 'running', 'is RUNNING'],
    [
      'was told to stop',
      { lastStatus: 'STOPPED', stopCode: 'UserInitiated', stoppedReason: 'enough' },
      'inactive',
      '(enough)',
    ],
    ['is under way', { lastStatus: 'PROVISIONING' }, 'starting', 'is PROVISIONING'],
  ])('is its state where it %s', (_, over, state, said) => {
    const found = alone(over);
    expect([found.state, found.reports]).toEqual([state, []]);
    expect(found.message).toContain(said);
  });
});
