import { expect, it } from 'vitest';
import type { Launch } from '../../src/discover/ecs/launch.ts';
import { platformOf } from '../../src/workload/platform-of.ts';

function launch(over: Partial<Launch> = {}): Launch {
  return {
    launchType: null,
    capacityProviders: [],
    platformVersion: null,
    platformFamily: null,
    taskDefinition: null,
    network: null,
    ...over,
  };
}

const PROVIDERS = [
  { name: 'asg', type: 'EC2_AUTOSCALING', instances: null },
  { name: 'managed', type: 'MANAGED_INSTANCES', instances: null },
];

it.each<[string, Launch, string[], string | null, string | null]>([
  ['Fargate, latest', launch({ launchType: 'FARGATE', platformVersion: 'LATEST' }), [], null, 'fargate-1.4.0'],
  ['Fargate 1.3.0', launch({ launchType: 'FARGATE', platformVersion: '1.3.0' }), [], null, 'fargate-1.3.0'],
  ['Fargate 1.2.0', launch({ launchType: 'FARGATE', platformVersion: '1.2.0' }), [], null, 'fargate-1.3.0'],
  [
    'Fargate on Windows, whose version 1.0.0 is its latest',
    launch({ launchType: 'FARGATE', platformVersion: '1.0.0', platformFamily: 'Windows_Server_2022_Core' }),
    [],
    null,
    'fargate-windows',
  ],
  ['Windows by the definition', launch({ launchType: 'FARGATE' }), [], 'WINDOWS_SERVER_2022_CORE', 'fargate-windows'],
  ['Fargate and Spot', launch({ capacityProviders: ['FARGATE', 'FARGATE_SPOT'] }), [], null, 'fargate-1.4.0'],
  ['the default of the cluster', launch(), ['FARGATE_SPOT'], null, 'fargate-1.4.0'],
  ['EC2', launch({ launchType: 'EC2' }), [], null, 'ec2'],
  ['an Auto Scaling group', launch({ capacityProviders: ['asg'] }), [], null, 'ec2'],
  ['Managed Instances', launch({ capacityProviders: ['managed'] }), [], null, 'managed-instances'],
  ['a host of the customer', launch({ launchType: 'EXTERNAL' }), [], null, 'external'],
  ['a provider that was not read', launch({ capacityProviders: ['other'] }), [], null, null],
  ['providers of two kinds', launch({ capacityProviders: ['FARGATE', 'asg'] }), [], null, null],
  ['nothing', launch(), [], null, null],
])('a launch runs on: %s', (_, given, defaults, operatingSystem, expected) => {
  expect(platformOf(given, PROVIDERS, defaults, operatingSystem)).toBe(expected);
});
