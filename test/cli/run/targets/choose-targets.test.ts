import { describe, expect, it } from 'vitest';
import { Options } from '../../../../src/cli/line/options.ts';
import { chooseTargets } from '../../../../src/cli/run/targets/choose-targets.ts';
import { workloadFromFlags } from '../../../../src/cli/run/targets/workload-from-flags.ts';
import { UNKNOWN_WORKLOAD } from '../../../../src/workload/workload.ts';
import { readWorld } from '../../wizard/world.ts';

const LOGS = { service: 'logs', region: null, carrier: 'task', blocks: true } as const;
const VPC = 'vpc-0a000000000000001';
const options = (over: Partial<Options> = {}) => ({ ...Options.parse({}), ...over });

describe('the workload that flags describe', () => {
  it('says of each part which flag it came from, and nothing of the rest', () => {
    const given = options({
      subnetIds: ['subnet-1'],
      taskSecurityGroupIds: ['sg-1'],
      platformVersion: '1.3.0',
      with: ['com.amazonaws.eu-west-1.logs'],
    });
    expect(workloadFromFlags('eu-west-1', given)).toEqual({
      ...UNKNOWN_WORKLOAD,
      subnetIds: { value: ['subnet-1'], from: '--subnet-ids' },
      securityGroupIds: { value: ['sg-1'], from: '--task-security-group-ids' },
      platform: { value: 'fargate-1.3.0', from: '--platform-version' },
      services: { value: [{ ...LOGS, because: 'asked for with --with logs' }], from: '--with' },
    });
    expect(workloadFromFlags('eu-west-1', options())).toEqual(UNKNOWN_WORKLOAD);
  });
});

describe('choosing targets', () => {
  it('takes from the workload what it knows, whoever filled it, and the defaults for the rest', async () => {
    const { snapshot } = await readWorld('guide');
    const [subnet] = snapshot.subnets;
    const from = 'service orders';
    const workload = {
      ...UNKNOWN_WORKLOAD,
      subnetIds: { value: [subnet?.id ?? ''], from },
      platform: { value: 'ec2' as const, from },
      services: { value: [{ ...LOGS, because: 'container web uses awslogs' }], from },
    };
    expect(chooseTargets(snapshot, options({ with: ['kms'] }), VPC, workload)).toMatchObject({
      subnetIds: [subnet?.id],
      platformVersion: '1.4.0',
      with: ['kms'],
      taskSecurityGroupIds: [],
      workload: { services: workload.services },
    });
    expect(chooseTargets(snapshot, options(), VPC)).toMatchObject({ subnetIds: null, with: [] });
  });

  it("takes for a service without a group the VPC's default one, as ECS does", async () => {
    const { snapshot } = await readWorld('guide');
    const workload = {
      ...UNKNOWN_WORKLOAD,
      service: 'orders',
      securityGroupIds: { value: [], from: 'service orders' },
    };
    const standing = snapshot.securityGroups.find(({ name, vpcId }) => name === 'default' && vpcId === VPC);
    expect(chooseTargets(snapshot, options(), VPC, workload).taskSecurityGroupIds).toEqual([standing?.id]);
  });

  it('says of a subnet that ECS names and EC2 does not show that it is not judged', async () => {
    const { snapshot } = await readWorld('guide');
    const [subnet] = snapshot.subnets;
    const value = [subnet?.id ?? '', 'subnet-gone'];
    const workload = { ...UNKNOWN_WORKLOAD, service: 'orders', subnetIds: { value, from: 'service orders' } };
    const choices = chooseTargets(snapshot, options(), VPC, workload);
    expect(choices.subnetIds).toEqual([subnet?.id]);
    expect(choices.workload?.notJudged.map(({ what }) => what)).toEqual(['the subnet subnet-gone']);
  });

  it('refuses a group that the snapshot does not have', async () => {
    const { snapshot } = await readWorld('guide');
    expect(() => chooseTargets(snapshot, options({ taskSecurityGroupIds: ['sg-gone'] }), VPC)).toThrow('sg-gone');
  });
});
