import { describe, expect, it } from 'vitest';
import { Options } from '../../src/cli/line/options.ts';
import { needsFor } from '../../src/cli/run/targets/services.ts';
import { workloadFromFlags } from '../../src/cli/run/targets/workload-from-flags.ts';

const PULL = ['ecr.api', 'ecr.dkr', 's3'];
const AGENT = ['ecs', 'ecs-agent', 'ecs-telemetry'];

describe('what runs the containers decides what hosts need', () => {
  it.each([
    ['fargate', PULL, 'fargate-1.4.0'],
    ['ec2', [...PULL, ...AGENT], 'ec2'],
    ['batch', [...PULL, ...AGENT, 'logs'], 'ec2'],
    ['eks-fargate', [...PULL, 'sts'], 'fargate-1.4.0'],
    ['managed-instances', PULL, 'managed-instances'],
  ] as const)('--for %s', (preset, services, platform) => {
    const options = Options.parse({ for: preset });
    expect(needsFor('us-east-1', options).map(({ service }) => service)).toEqual(services);
    const workload = workloadFromFlags('us-east-1', options);
    expect(workload.platform?.value ?? 'fargate-1.4.0').toBe(platform);
  });

  it('a service that is named as well is needed once', () => {
    const options = Options.parse({ for: 'ec2', with: ['ecs', 'logs'] });
    expect(needsFor('us-east-1', options).map(({ service }) => service)).toEqual([...PULL, ...AGENT, 'logs']);
  });

  it('the public address is what the flag says, and else unknown', () => {
    const of = (given: object) => workloadFromFlags('us-east-1', Options.parse(given)).publicAddress?.value;
    expect([of({}), of({ assignPublicIp: 'enabled' }), of({ assignPublicIp: 'disabled' })]).toEqual([
      undefined,
      true,
      false,
    ]);
  });
});
