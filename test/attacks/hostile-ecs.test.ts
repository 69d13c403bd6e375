import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Simulated, simulated } from '../cli/simulated.ts';

/** What no terminal may be sent by others: control characters, and those that turn the direction of text. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const COMMANDING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const EVIL = '\u001b]0;owned\u0007\u001b[2J\u202e`id`$(id)\u2028</script>';
const CLUSTER = 'arn:aws:ecs:us-east-1:111122223333:cluster/prod';

let account: Simulated;
beforeAll(async () => {
  account = await simulated({ world: 'failing-service' });
});
afterAll(() => account.sandbox.close());

type Operation = string;
type Answer = (operation: Operation) => unknown;

/** Runs a command against an ECS that says this, beside an EC2 that is as it should be. */
async function against(answer: Answer, args: readonly string[]) {
  const server = createServer((request, response) => {
    request.resume();
    const operation =
      String(request.headers['x-amz-target'] ?? '')
        .split('.')
        .at(-1) ?? '';
    const said = answer(operation);
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(typeof said === 'string' ? said : JSON.stringify(said));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  const run = await account.run(args, { AWS_ENDPOINT_URL_ECS: `http://127.0.0.1:${port}` });
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
  return run;
}

const service = (over: object = {}) => ({
  serviceArn: `${CLUSTER.replace('cluster', 'service')}/orders`,
  serviceName: 'orders',
  clusterArn: CLUSTER,
  status: 'ACTIVE',
  desiredCount: 1,
  runningCount: 0,
  taskDefinition: 'arn:aws:ecs:us-east-1:111122223333:task-definition/orders:1',
  deployments: [],
  events: [],
  networkConfiguration: { awsvpcConfiguration: { subnets: ['subnet-0a000000000000001'], securityGroups: [] } },
  ...over,
});

/** An ECS of which one answer is another. */
const lists = (over: Readonly<Record<Operation, unknown>>): Answer => {
  const sound: Readonly<Record<Operation, unknown>> = {
    ListClusters: { clusterArns: [CLUSTER] },
    DescribeClusters: { clusters: [{ clusterArn: CLUSTER, clusterName: 'prod', status: 'ACTIVE' }] },
    ListServices: { serviceArns: [service().serviceArn] },
    DescribeServices: { services: [service()], failures: [] },
    ListTasks: { taskArns: [] },
    DescribeTasks: { tasks: [], failures: [] },
    DescribeTaskDefinition: { taskDefinition: { family: 'orders', revision: 1, containerDefinitions: [] } },
  };
  return (operation) => over[operation] ?? sound[operation] ?? {};
};

const ATTACKS: Readonly<Record<string, Answer>> = {
  'escape sequences in every name': lists({
    DescribeServices: {
      services: [
        service({
          serviceName: EVIL,
          taskDefinition: EVIL,
          events: [{ id: EVIL, createdAt: 1, message: EVIL }],
          deployments: [{ id: EVIL, status: EVIL, rolloutStateReason: EVIL, taskDefinition: EVIL }],
        }),
      ],
      failures: [{ arn: EVIL, reason: EVIL, detail: EVIL }],
    },
    DescribeTaskDefinition: {
      taskDefinition: { family: EVIL, containerDefinitions: [{ name: EVIL, image: `docker.io/${EVIL}` }] },
    },
  }),
  'escape sequences in an error': lists({ DescribeServices: { __type: EVIL, message: EVIL } }),
  'subnets that are no subnets': lists({
    DescribeServices: {
      services: [service({ networkConfiguration: { awsvpcConfiguration: { subnets: [EVIL, '', '__proto__'] } } })],
    },
  }),
  'nothing but empty objects': () => ({}),
  'no JSON': () => '<html><body>sign in</body></html>',
  'an empty body': () => '',
  'JSON that is no object': () => '[1,2,3]',
  null: () => 'null',
  'lists that are texts': lists({ DescribeServices: { services: 'orders' }, ListTasks: { taskArns: 'x' } }),
  'lists of null': lists({ DescribeServices: { services: [null, null] }, DescribeTasks: { tasks: [null] } }),
  'services without any field': lists({ DescribeServices: { services: [{}], failures: [{}] } }),
  'fields of other types': lists({
    DescribeServices: {
      services: [service({ desiredCount: 'many', events: { a: 1 }, deployments: 7, networkConfiguration: 'none' })],
    },
  }),
  'numbers and times without sense': lists({
    DescribeServices: {
      services: [service({ runningCount: -1e308, events: [{ id: 'x', createdAt: 1e300, message: 'x' }] })],
    },
  }),
  'a prototype': () => '{"__proto__":{"polluted":true},"services":[],"clusterArns":[],"constructor":{}}',
  'ten thousand containers': lists({
    DescribeTaskDefinition: {
      taskDefinition: {
        family: 'orders',
        containerDefinitions: Array.from({ length: 10_000 }, (_, i) => ({
          name: `c${i}`,
          image: `host${i}.example/x`,
        })),
      },
    },
  }),
  'JSON that is nested ten thousand deep': () => `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
};

describe.each([
  ['audit', '--cluster', 'prod', '--service', 'orders'],
  ['audit', '--all-services'],
  ['plan', '--cluster', 'prod', '--service', 'orders', '--output', 'json'],
])('an ECS with hostile answers, asked by %s %s %s', (...args) => {
  it.each(Object.keys(ATTACKS))('neither commands the terminal nor shows a defect: %s', async (name) => {
    const { code, stdout, stderr } = await against(ATTACKS[name]!, args);
    expect(`${stdout}${stderr}`).not.toMatch(
      /defect of pullpath|InternalError|TypeError|Cannot read prop|undefined is not/,
    );
    expect([0, 1, 2, 252, 254]).toContain(code);
    expect(stderr).not.toMatch(COMMANDING);
    expect(stdout).not.toMatch(COMMANDING);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
