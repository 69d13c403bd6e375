import { describe, expect, it } from 'vitest';
import { Options } from '../../../src/cli/line/options.ts';
import { wizardSteps } from '../../../src/cli/wizard/complete-options.ts';
import type { ReadAccount } from '../../../src/cli/wizard/opening-steps.ts';
import { BACK } from '../../../src/cli/wizard/prompter/prompter.ts';
import { CHOOSE_VPC } from '../../../src/cli/wizard/questions/service.ts';
import { runWizard } from '../../../src/cli/wizard/run-wizard.ts';
import { initialState, keepAnswers } from '../../../src/cli/wizard/wizard-state.ts';
import { PullpathError } from '../../../src/errors.ts';
import type { WorldName } from '../../../src/sandbox/index.ts';
import { type Reply, script } from './script.ts';
import { readWorld } from './world.ts';

interface Walk {
  readonly given?: Partial<Options>;
  readonly region?: string | null;
  readonly replies?: readonly Reply[];
  readonly read?: ReadAccount;
}

/** The wizard on a world, answered by a script. */
async function wizard(world: WorldName, { given = {}, region = 'us-east-1', replies = [], read }: Walk = {}) {
  const { asker, put } = script(replies);
  const options = { ...Options.parse({}), sandbox: world, ...given };
  const steps = wizardSteps(
    (_, canGoBack) => asker(canGoBack),
    read ?? ((completed) => readWorld(world, completed)),
    // The names of a VPC are read once it is chosen; a world without zones has none.
    async ({ reading }) => reading ?? Promise.reject(new Error('a VPC before the account was read')),
  );
  const end = await runWizard(steps, initialState(options, region), keepAnswers);
  return {
    options: end.options,
    needed: end.assessment?.diagnosis.subnets[0]?.hops.map(({ hop }) => hop).filter((hop) => hop !== 'dns'),
    answers: Object.fromEntries(end.answers),
    put,
    asked: put.map(({ message }) => message),
  };
}

const REGION = 'Which region?';
const VPC = 'Which VPC?';
const SUBNETS = 'Which subnets do your tasks run in?';
const PLATFORM = 'Which Fargate platform version do the tasks run on?';
const EXTRAS = 'Which other AWS services do the tasks use at startup?';

const ORDERS = 'vpc-0a000000000000001';
const BILLING = 'vpc-0a000000000000002';

describe('the wizard', () => {
  it('asks six questions at most, the confirmation among them', async () => {
    const { asked } = await wizard('two-vpcs', { region: null, replies: [{ answer: 'us-east-1' }] });
    expect(asked).toEqual([REGION, VPC, SUBNETS, PLATFORM, EXTRAS]);
  });

  it('leaves out the VPC where there is only one, and says which it is', async () => {
    const { asked, answers, options } = await wizard('guide');
    expect(asked).toEqual([SUBNETS, PLATFORM, EXTRAS]);
    expect(answers.VPC).toBe(`${ORDERS} (guide, 10.0.0.0/16)`);
    expect(options.vpcId).toBe(ORDERS);
  });

  it('fills in what was proposed, and leaves the targets to be found where they are those with no way out', async () => {
    const { options } = await wizard('guide');
    expect(options).toMatchObject({ vpcId: ORDERS, platformVersion: '1.4.0', with: [] });
    expect(options.subnetIds).toBeUndefined();
    expect(options.region).toBeUndefined();
  });

  it('names the targets where they are others', async () => {
    const public1 = 'subnet-0a000000000000003';
    const { options, answers } = await wizard('guide', { replies: [{ answer: [public1] }] });
    expect(options.subnetIds).toEqual([public1]);
    expect(answers.Subnets).toBe('public-a');
  });

  it.each<[string, Partial<Options>, string[]]>([
    ['the VPC', { vpcId: BILLING }, [SUBNETS, PLATFORM, EXTRAS]],
    ['the VPC by one of its subnets', { subnetIds: ['subnet-0a000000000000003'] }, [PLATFORM, EXTRAS]],
    ['the subnets by tag', { subnetTag: [{ key: 'Name', value: 'billing-private-a' }] }, [PLATFORM, EXTRAS]],
    ['the platform version', { platformVersion: '1.3.0' }, [VPC, SUBNETS, EXTRAS]],
    ['the extras', { with: ['logs'] }, [VPC, SUBNETS, PLATFORM]],
  ])('does not ask for %s that a flag gave', async (_, given, expected) => {
    const { asked, options } = await wizard('two-vpcs', { given });
    expect(asked).toEqual(expected);
    expect(options).toMatchObject(given);
  });

  it('asks nothing and reads nothing where the flags leave nothing open', async () => {
    const given = {
      vpcId: ORDERS,
      subnetTag: [{ key: 'a', value: 'b' }],
      platformVersion: '1.4.0',
      with: [],
    } as const;
    const read = () => Promise.reject(new Error('nothing is to be read'));
    const { asked, options } = await wizard('guide', {
      given: { ...given, subnetTag: [...given.subnetTag], with: [] },
      read,
    });
    expect(asked).toEqual([]);
    expect(options).toMatchObject(given);
  });

  it('proposes what can be needed and is not there yet', async () => {
    const { put } = await wizard('guide');
    const offered = put.find(({ message }) => message === EXTRAS)?.values;
    expect(offered).toEqual(expect.arrayContaining(['logs', 'secretsmanager', 'ssm', 'ssmmessages', 'kms', 'sts']));
    const beside = await wizard('nat-beside', { replies: [{ answer: ['subnet-0a000000000000002'] }] });
    expect(beside.put.find(({ message }) => message === EXTRAS)?.values).toEqual(['other…']);
  });

  it('puts VPCs with a closed path first, and proposes the first', async () => {
    const { put } = await wizard('two-vpcs');
    expect(put[0]).toMatchObject({ values: [ORDERS, BILLING], proposed: ORDERS, canGoBack: false });
  });
});

describe('going back in the wizard', () => {
  it('proposes again what was answered', async () => {
    const { asked, put, options } = await wizard('two-vpcs', {
      replies: [
        { answer: BILLING },
        { answer: ['subnet-0a000000000000003'] },
        { answer: '1.3.0' },
        BACK,
        BACK,
        BACK,
        'accept',
        'accept',
        'accept',
      ],
    });
    expect(asked).toEqual([VPC, SUBNETS, PLATFORM, EXTRAS, PLATFORM, SUBNETS, VPC, SUBNETS, PLATFORM, EXTRAS]);
    expect(put.slice(4, 9).map(({ proposed }) => proposed)).toEqual([
      '1.3.0',
      ['subnet-0a000000000000003'],
      BILLING,
      ['subnet-0a000000000000003'],
      '1.3.0',
    ]);
    expect(options).toMatchObject({
      vpcId: BILLING,
      subnetIds: ['subnet-0a000000000000003'],
      platformVersion: '1.3.0',
    });
  });

  it('does not take the subnets of one VPC for those of another', async () => {
    const { put } = await wizard('two-vpcs', {
      replies: [{ answer: BILLING }, { answer: ['subnet-0a000000000000003'] }, BACK, BACK, { answer: ORDERS }],
    });
    expect(put.at(-3)).toMatchObject({
      message: SUBNETS,
      proposed: ['subnet-0a000000000000001', 'subnet-0a000000000000002'],
    });
  });

  it('leads from the VPC to the region, and reads the one that is chosen then', async () => {
    const regions: (string | undefined)[] = [];
    const { options } = await wizard('two-vpcs', {
      region: null,
      replies: [{ answer: 'us-east-1' }, BACK, { answer: 'eu-west-1' }],
      read: (completed) => {
        regions.push(completed.region);
        return readWorld('two-vpcs');
      },
    });
    expect(regions).toEqual(['us-east-1', 'eu-west-1']);
    expect(options.region).toBe('eu-west-1');
  });
});

describe('an account that cannot be read', () => {
  const expired = new PullpathError('credentials', {
    code: 'SsoSessionExpired',
    message: 'The SSO session has expired.',
    remedy: 'Run `aws sso login`.',
  });

  /** Fails this often, then reads. */
  const failing = (times: number, error: Error): ReadAccount => {
    let left = times;
    return async (completed) => {
      left -= 1;
      if (left >= 0) throw error;
      return readWorld('two-vpcs', completed);
    };
  };

  it('is read again as often as the user likes, and the answers are kept', async () => {
    const { asked, options } = await wizard('two-vpcs', {
      region: null,
      replies: [{ answer: 'us-east-1' }, { answer: 'again' }, { answer: 'again' }],
      read: failing(2, expired),
    });
    expect(asked.slice(0, 4)).toEqual([REGION, 'What now?', 'What now?', VPC]);
    expect(options.region).toBe('us-east-1');
  });

  it('may be in another region', async () => {
    const { asked, put } = await wizard('two-vpcs', {
      region: null,
      replies: [{ answer: 'eu-west-1' }, { answer: 'region' }, { answer: 'us-east-1' }],
      read: failing(1, expired),
    });
    expect(asked.slice(0, 4)).toEqual([REGION, 'What now?', REGION, VPC]);
    expect(put[2]?.proposed).toBe('eu-west-1');
  });

  it('is given up with the error that it failed with', async () => {
    const way = wizard('two-vpcs', { replies: [{ answer: 'leave' }], read: failing(1, expired) });
    await expect(way).rejects.toBe(expired);
  });

  it('ends at once what no second try and no other region can mend', async () => {
    await expect(wizard('guide', { given: { vpcId: 'vpc-99999999' } })).rejects.toMatchObject({ code: 'UnknownVpc' });
    await expect(wizard('no-vpc')).rejects.toMatchObject({ code: 'NoVpc' });
    await expect(wizard('guide', { read: failing(1, new TypeError('a defect')) })).rejects.toThrow(TypeError);
  });

  it('offers another region where the one that was chosen has no VPC', async () => {
    const { asked } = await wizard('guide', {
      region: null,
      replies: [{ answer: 'eu-west-1' }, { answer: 'region' }, { answer: 'us-east-1' }],
      read: (completed) => readWorld(completed.region === 'eu-west-1' ? 'no-vpc' : 'guide', completed),
    });
    expect(asked.slice(0, 4)).toEqual([REGION, 'What now?', REGION, SUBNETS]);
  });
});

describe('a flag that is wrong', () => {
  it.each<[string, Partial<Options>, string]>([
    ['a service that the region lacks', { with: ['sqz'] }, 'UnknownService'],
    ['a subnet of another VPC', { vpcId: ORDERS, subnetIds: ['subnet-0a000000000000003'] }, 'UnknownSubnet'],
    ['a route table that is not there', { routeTableIds: ['rtb-99999999'] }, 'UnknownRouteTable'],
    ['a tag that nothing bears', { vpcId: ORDERS, subnetTag: [{ key: 'a', value: 'b' }] }, 'NoSubnetWithTag'],
  ])('is complained about before the questions that come after the VPC: %s', async (_, given, code) => {
    const read = wizard('two-vpcs', { given, replies: ['accept'] });
    await expect(read).rejects.toMatchObject({ kind: 'usage', code });
  });
});

describe('what fails comes first', () => {
  const NEXT = 'What next?';
  const SERVICE = 'Which service do you want to fix?';

  it('where one service fails, two answers lead to the plan, and everything else is read from ECS', async () => {
    const { asked, answers, options, needed } = await wizard('failing-service');
    expect(asked).toEqual([SERVICE, NEXT]);
    expect(answers).toMatchObject({ Service: 'orders (cluster prod)', VPC: expect.stringContaining(ORDERS) });
    expect(options).toMatchObject({
      vpcId: ORDERS,
      cluster: 'prod',
      service: 'orders',
    });
    expect(needed).toEqual(['ecr.api', 'ecr.dkr', 's3', 'logs', 'secretsmanager']);
  });

  it('a VPC can be chosen instead', async () => {
    const { asked, options } = await wizard('failing-service', { replies: [{ answer: CHOOSE_VPC }] });
    expect(asked).toEqual([SERVICE, SUBNETS, PLATFORM, EXTRAS]);
    expect(options.with).toEqual([]);
  });

  it('more services can be added to what the service needs', async () => {
    const { asked, put, options } = await wizard('failing-service', {
      replies: ['accept', { answer: 'services' }, { answer: ['sts'] }],
    });
    expect(asked).toEqual([SERVICE, NEXT, EXTRAS]);
    expect(put[2]?.values).not.toContain('logs');
    expect(options.with).toEqual(['sts']);
  });

  it('Escape leads from the diagnosis back to the services', async () => {
    const { asked } = await wizard('failing-service', { replies: ['accept', BACK, { answer: CHOOSE_VPC }] });
    expect(asked).toEqual([SERVICE, NEXT, SERVICE, SUBNETS, PLATFORM, EXTRAS]);
  });

  it('is not asked where a flag names the VPC', async () => {
    const { asked } = await wizard('failing-service', { given: { vpcId: ORDERS } });
    expect(asked).toEqual([SUBNETS, PLATFORM, EXTRAS]);
  });
});

describe('the diagnosis before the questions', () => {
  const NEXT = 'What next?';

  it('says of an open path that it is open, and offers more services', async () => {
    const { asked, put, options } = await wizard('open', { replies: [{ answer: 'services' }, { answer: ['sts'] }] });
    expect(asked).toEqual([NEXT, EXTRAS]);
    expect(put[0]).toMatchObject({ values: ['services', 'subnets', 'quit'], proposed: 'quit' });
    expect(options.with).toEqual(['sts']);
  });

  it('asks nothing more where the user has seen enough', async () => {
    expect((await wizard('open')).asked).toEqual([NEXT]);
  });

  it('refuses at once what no answer can change', async () => {
    const refused = wizard('shared-vpc');
    await expect(refused).rejects.toMatchObject({ kind: 'needs-person', code: 'SharedVpc' });
  });

  it('does not ask for the platform version where no answer changes the plan', async () => {
    const { asked } = await wizard('foreign-ecr');
    expect(asked).toEqual([SUBNETS, EXTRAS]);
  });
});
