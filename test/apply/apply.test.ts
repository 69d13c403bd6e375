import { describe, expect, it } from 'vitest';
import { type ApplyRequest, apply } from '../../src/apply/apply.ts';
import type { Event } from '../../src/apply/event.ts';
import type { Reader } from '../../src/aws/read/reader.ts';
import type { Writer } from '../../src/aws/write/writer.ts';
import type { Plan } from '../../src/plan/plan.ts';
import { planOn, rollbackOn } from '../plan/planning.ts';
import { opener, world } from '../plan/worlds.ts';
import { inWaves } from '../waves.ts';
import { only, refusal, sleeper } from './fakes.ts';

/** An account that does what it is told at once, and remembers in which order. */
function account(over: Partial<Writer> = {}) {
  const calls: string[] = [];
  const made: {
    VpcEndpointId: string;
    VpcEndpointType: 'Interface' | 'Gateway';
    State: 'Available';
    RouteTableIds: string[];
  }[] = [];
  const make =
    (type: 'Interface' | 'Gateway') => async (wanted: { service: string; routeTableIds?: readonly string[] }) => {
      calls.push(`create ${wanted.service.split('.').slice(3).join('.')}`);
      const VpcEndpointId = `vpce-${made.length + 1}`;
      made.push({
        VpcEndpointId,
        VpcEndpointType: type,
        State: 'Available',
        RouteTableIds: [...(wanted.routeTableIds ?? [])],
      });
      return VpcEndpointId;
    };
  const writer: Partial<Writer> = {
    createSecurityGroup: async () => {
      calls.push('create group');
      return 'sg-1';
    },
    authorizeIngress: async (groupId) => {
      calls.push(`authorize ${groupId}`);
    },
    createInterfaceEndpoint: make('Interface'),
    createGatewayEndpoint: make('Gateway'),
    ...over,
  };
  const reader: Partial<Reader> = {
    endpoints: async () =>
      made.map((each) => ({ ...each, DnsEntries: [{ DnsName: 'x' }], NetworkInterfaceIds: [], SubnetIds: [] })),
    routeTables: async () =>
      made.flatMap(({ VpcEndpointId, RouteTableIds }) =>
        RouteTableIds.map((RouteTableId) => ({
          RouteTableId,
          Routes: [{ GatewayId: VpcEndpointId, State: 'active' as const }],
        })),
      ),
    securityGroups: async () => [],
  };
  return { calls, writer: only<Writer>(writer), reader: only<Reader>(reader) };
}

async function run(plan: Plan, over: Partial<ApplyRequest> & Pick<ApplyRequest, 'reader' | 'writer'>) {
  const events: Event[] = [];
  const outcome = await apply({
    plan,
    clock: sleeper(),
    awsTimeMs: Date.now,
    timeoutMs: 600_000,
    emit: (event) => events.push(event),
    stop: new AbortController().signal,
    ...over,
  });
  return { ...outcome, events };
}

const PLAN = planOn(world('guide'));
const statuses = ({ results }: { results: readonly { step: string; status: string }[] }) =>
  Object.fromEntries(results.map(({ step, status }) => [step, status]));

describe('apply', () => {
  it('runs what waits for nothing side by side, and the rest when its needs are done', async () => {
    const { calls, ...io } = account();
    const outcome = await run(PLAN, io);
    expect(statuses(outcome)).toEqual(Object.fromEntries(PLAN.steps.map(({ id }) => [id, 'done'])));
    // The gateway endpoint, which stands at once, does not take the others' turn.
    expect(calls).toEqual(['create group', 'authorize sg-1', 'create ecr.api', 'create ecr.dkr', 'create s3']);
    expect(outcome).toMatchObject({ changed: true, failure: undefined, interrupted: false });
  });

  it('waits for five answers, one after the other: the group, its rules, the endpoints, a look at them, one at the routes', async () => {
    const { writer, reader } = account();
    const { calls, waves } = inWaves({ ...writer, ...reader });
    const outcome = await run(PLAN, { writer: calls as Writer, reader: calls as Reader });
    expect(outcome.failure).toBeUndefined();
    expect(waves()).toBe(5);
  });

  it('begins nothing new after a failure, and forgets nothing', async () => {
    const { writer, reader } = account({
      authorizeIngress: () => Promise.reject(refusal('RulesPerSecurityGroupLimitExceeded')),
    });
    const outcome = await run(PLAN, { writer, reader });
    expect(statuses(outcome)).toEqual({
      'security-group': 'done',
      ingress: 'failed',
      'endpoint:ecr.api': 'skipped',
      'endpoint:ecr.dkr': 'skipped',
      'endpoint:s3': 'skipped',
    });
    expect(outcome.results[1]?.error).toMatchObject({ code: 'RulesPerSecurityGroupLimitExceeded', requestId: 'req-1' });
    expect(outcome.results[2]?.because).toBe('an earlier step failed');
    expect(outcome.failure).toMatchObject({ code: 'RulesPerSecurityGroupLimitExceeded' });
    expect(outcome.events.filter(({ type }) => type === 'step-skipped')).toHaveLength(3);
  });

  it('finishes what runs beside a failure', async () => {
    const { writer, reader } = account();
    const { createInterfaceEndpoint } = writer;
    const outcome = await run(PLAN, {
      reader,
      writer: only<Writer>({
        ...writer,
        createInterfaceEndpoint: (wanted) =>
          wanted.service.endsWith('ecr.api')
            ? Promise.reject(refusal('VpcEndpointLimitExceeded'))
            : createInterfaceEndpoint(wanted),
      }),
    });
    expect(statuses(outcome)).toMatchObject({
      'endpoint:ecr.api': 'failed',
      'endpoint:ecr.dkr': 'done',
      'endpoint:s3': 'done',
    });
  });

  it('tells that nothing has changed where the first call was refused', async () => {
    const no = () => Promise.reject(refusal('UnauthorizedOperation'));
    const outcome = await run(PLAN, account({ createSecurityGroup: no, createGatewayEndpoint: no }));
    expect(outcome.changed).toBe(false);
  });

  it.each(['AnswerLost', 'SomethingElse'])('counts what may have been done: %s', async (code) => {
    const error = code === 'AnswerLost' ? refusal(code) : new TypeError(code);
    const no = () => Promise.reject(refusal('UnauthorizedOperation'));
    const outcome = await run(
      PLAN,
      account({ createSecurityGroup: () => Promise.reject(error), createGatewayEndpoint: no }),
    );
    expect(outcome.changed).toBe(true);
  });

  it('calls what it did not expect a defect', async () => {
    const outcome = await run(
      PLAN,
      account({ createSecurityGroup: () => Promise.reject(new TypeError('x is undefined')) }),
    );
    expect(outcome.results[0]?.error).toMatchObject({
      code: 'InternalError',
      remedy: expect.stringContaining('--debug'),
    });
  });

  it('begins nothing after the user wants to stop, and says so of each', async () => {
    const stop = new AbortController();
    const { writer, reader } = account({
      createSecurityGroup: async () => {
        stop.abort();
        return 'sg-1';
      },
    });
    const outcome = await run(PLAN, { writer, reader, stop: stop.signal });
    expect(statuses(outcome)).toMatchObject({ 'security-group': 'done', ingress: 'skipped', 'endpoint:s3': 'skipped' });
    expect(outcome.results[1]?.because).toBe('stopped by the user');
    expect(outcome).toMatchObject({ interrupted: true, changed: true });
  });

  it('names what a failed step has made all the same', async () => {
    const { reader, writer } = account();
    const pending = only<Reader>({
      ...reader,
      endpoints: async (scope) =>
        (await reader.endpoints(scope)).map((each) => ({ ...each, State: 'Pending' as const })),
      routeTables: reader.routeTables,
      securityGroups: reader.securityGroups,
    });
    const outcome = await run(PLAN, { writer, reader: pending, timeoutMs: 60_000 });
    expect(outcome.results.filter(({ status }) => status === 'failed').map(({ resourceId }) => resourceId)).toEqual([
      expect.stringMatching(/^vpce-/),
      expect.stringMatching(/^vpce-/),
      expect.stringMatching(/^vpce-/),
    ]);
  });

  it('waits for the bucket that dry runs have drawn on', async () => {
    const { calls: _, ...io } = account();
    const { events } = await run(PLAN, { ...io, spent: Array(4).fill('CreateVpcEndpoint') });
    expect(events.filter(({ type }) => type === 'step-throttled')).toHaveLength(3);
  });

  it('sends one client token per step and run, so that a repeat makes nothing twice', async () => {
    const tokens: string[] = [];
    const note = async ({ clientToken }: { clientToken: string }) => {
      tokens.push(clientToken);
      throw refusal('InvalidParameterValue');
    };
    const plans = [PLAN, PLAN, planOn(world('guide'), {}, 'another-run')];
    for (const plan of plans) await run(plan, account({ createGatewayEndpoint: note }));
    expect(tokens[0]).toBe(tokens[1]);
    expect(tokens[2]).not.toBe(tokens[0]);
    for (const token of tokens) expect(token).toMatch(/^[\x21-\x7e]{1,64}$/);
  });
});

describe('a rollback', () => {
  it('tells that nothing has changed where AWS answers 200 and refuses every item', async () => {
    const opened = (await opener('guide')())();
    const plan = rollbackOn(opened);
    const deleteEndpoints: Writer['deleteEndpoints'] = async (ids) =>
      ids.map((id) => ({ id, code: 'InvalidParameter', message: 'requester-managed' }));
    const outcome = await run(plan, account({ deleteEndpoints }));
    expect(outcome.changed).toBe(false);
    expect(outcome.results[0]?.error).toMatchObject({
      code: 'InvalidParameter',
      message: expect.stringContaining('AWS did not delete vpce-'),
    });
    expect(statuses(outcome)[plan.steps[1]!.id]).toBe('skipped');
  });

  it('takes items that are gone for deleted, in either spelling', async () => {
    const opened = (await opener('guide')())();
    const plan = rollbackOn(opened);
    const codes = ['InvalidVpcEndpoint.NotFound', 'InvalidVpcEndpointId.NotFound', 'InvalidVpcEndpointId.NotFound'];
    const deleteEndpoints: Writer['deleteEndpoints'] = async (ids) =>
      ids.map((id, i) => ({ id, code: codes[i]!, message: 'gone' }));
    const { reader, writer } = account({ deleteEndpoints, deleteSecurityGroup: async () => undefined });
    const empty = only<Reader>({
      endpoints: reader.endpoints,
      routeTables: reader.routeTables,
      securityGroups: async () => [],
      networkInterfaces: async () => [],
    });
    const outcome = await run(plan, { writer, reader: empty });
    expect(new Set(Object.values(statuses(outcome)))).toEqual(new Set(['done']));
  });
});
