import {
  DescribeServicesCommand,
  DescribeTasksCommand,
  ECSClient,
  ListClustersCommand,
  ListServicesCommand,
  ListTasksCommand,
} from '@aws-sdk/client-ecs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, describe, expect, it } from 'vitest';
import { ecsReader } from '../../../src/aws/read/ecs-reader.ts';

const ecs = mockClient(ECSClient);
afterEach(() => ecs.reset());

const reader = () => ecsReader(new ECSClient({ region: 'eu-west-1' }));
const names = (n: number) => Array.from({ length: n }, (_, i) => `n${i}`);

describe('the reader of ECS', () => {
  it('reads every page, a hundred at a time', async () => {
    ecs.on(ListClustersCommand, { maxResults: 100 }).resolves({ clusterArns: ['a'], nextToken: 'more' });
    ecs.on(ListClustersCommand, { maxResults: 100, nextToken: 'more' }).resolves({ clusterArns: ['b'] });
    ecs
      .on(ListServicesCommand)
      .resolvesOnce({ serviceArns: ['s1'], nextToken: 'x' })
      .resolves({ serviceArns: ['s2'] });
    expect(await reader().clusterArns()).toEqual(['a', 'b']);
    expect(await reader().serviceArns('c')).toEqual(['s1', 's2']);
  });

  it('describes services ten at a time and tasks a hundred, and keeps what ECS could not find', async () => {
    ecs.on(DescribeServicesCommand).callsFake(({ services }) => ({
      services: services.slice(1).map((serviceName: string) => ({ serviceName })),
      failures: [{ arn: services[0], reason: 'MISSING' }],
    }));
    ecs.on(DescribeTasksCommand).resolves({ tasks: [{}] });
    const { found, failures } = await reader().services('c', names(23));
    expect(found).toHaveLength(20);
    expect(failures.map(({ arn }) => arn)).toEqual(['n0', 'n10', 'n20']);
    expect((await reader().tasks('c', names(201))).found).toHaveLength(3);
    const sizes = ecs.commandCalls(DescribeTasksCommand).map((call) => call.args[0].input.tasks?.length);
    expect(sizes).toEqual([100, 100, 1]);
  });

  it('asks for nothing where nothing is named, which to ECS would mean a default', async () => {
    expect(await reader().services('c', [])).toEqual({ found: [], failures: [] });
    expect(await reader().clusters([])).toEqual({ found: [], failures: [] });
    expect(ecs.calls()).toEqual([]);
  });

  it('lists the tasks of one service, or of the whole cluster', async () => {
    ecs.on(ListTasksCommand).resolves({ taskArns: ['t'] });
    await reader().taskArns('c', { service: 'web', status: 'STOPPED' });
    await reader().taskArns('c', { status: 'RUNNING' });
    expect(ecs.commandCalls(ListTasksCommand).map((call) => call.args[0].input)).toMatchObject([
      { cluster: 'c', serviceName: 'web', desiredStatus: 'STOPPED' },
      { cluster: 'c', desiredStatus: 'RUNNING' },
    ]);
  });
});
