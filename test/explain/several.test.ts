import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { explanationDocument } from '../../src/render/documents/explain.ts';

const printedNext = (explanation: ReturnType<typeof explain>) =>
  explanationDocument(explanation).next ?? { argv: [], command: '' };

const DESCRIBE_TASKS = readFileSync(new URL('describe-tasks.json', import.meta.url), 'utf8');

const SIGN_IN =
  'ResourceInitializationError: unable to pull secrets or registry auth: The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. RequestError: send request failed caused by: Post "https://api.ecr.eu-west-1.amazonaws.com/": dial tcp 172.40.1.94:443: i/o timeout';

describe('the output of describe-tasks', () => {
  it('is read task by task: no evidence of one serves the verdict on another', () => {
    const { family, also } = explain(DESCRIBE_TASKS);
    expect(family).toBe('layers-unreachable');
    expect(also.map((other) => [other.family, other.hop])).toEqual([
      ['action-refused', 'secretsmanager'],
      ['logs-unreachable', 'logs'],
    ]);
  });

  it('fills the next command: region, subnets, platform version and what the other tasks lack', () => {
    expect(printedNext(explain(DESCRIBE_TASKS)).command).toBe(
      'pullpath audit --region eu-west-1 --subnet-ids subnet-0aaaaaaaaaaaaaaa1,subnet-0ccccccccccccccc3 --platform-version 1.3.0 --with logs',
    );
  });

  it('gives its ids, account and repository', () => {
    expect(explain(DESCRIBE_TASKS)).toMatchObject({
      account: '111122223333',
      repository: { name: 'shop/web', tag: '2.4.1' },
      ids: {
        networkInterfaces: ['eni-0bbbbbbbbbbbbbbb2'],
        clusters: ['prod'],
        tasks: [
          'arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef',
          'arn:aws:ecs:eu-west-1:111122223333:task/prod/fedcba9876543210fedcba9876543210',
          'arn:aws:ecs:eu-west-1:111122223333:task/prod/00112233445566778899aabbccddeeff',
        ],
      },
    });
  });

  it('may be one line of JSON inside a string', () => {
    const { family, hop, also, next } = explain(DESCRIBE_TASKS);
    const flat = JSON.stringify(JSON.stringify(JSON.parse(DESCRIBE_TASKS)));
    expect(explain(flat)).toMatchObject({ family, hop, next, also: also.map((other) => ({ family: other.family })) });
  });
});

describe('a text with several messages', () => {
  it('leaves a guess aside where another message is sure, whatever comes first', () => {
    const text = `Our deploy stops with CannotPullContainerError all day long, the whole message is below.\n\n${SIGN_IN}`;
    expect(explain(text)).toMatchObject({ family: 'sign-in-unreachable', also: [] });
  });

  it('names a message once that is repeated', () => {
    expect(explain(Array(30).fill(SIGN_IN).join('\n'))).toMatchObject({ family: 'sign-in-unreachable', also: [] });
  });

  it('names both where in one message one side answered and another did not', () => {
    const text =
      'level=error msg="GetAuthorizationToken: AccessDeniedException: not authorized to perform: ecr:GetAuthorizationToken on resource: *" level=error msg="Get https://registry-1.docker.io/v2/: dial tcp 44.205.64.79:443: i/o timeout"';
    expect(explain(text)).toMatchObject({
      class: 'permission',
      also: [{ family: 'registry-unreachable', class: 'not-fixable-by-endpoints' }],
    });
  });

  it('lists at most five more', () => {
    const services = ['logs', 'ssm', 'sqs', 'sns', 'kms', 'sts', 'xray', 'events'];
    const text = services
      .map((service) => `CannotStartContainerError: Post "https://${service}.eu-west-1.amazonaws.com/": i/o timeout`)
      .join('\n');
    expect(explain(text).also).toHaveLength(5);
  });
});

describe('what the user knows besides the text', () => {
  it('goes into the command before what the text says', () => {
    expect(printedNext(explain(SIGN_IN, { region: 'eu-south-2', vpcId: 'vpc-0123456789abcdef0' })).argv).toEqual([
      'pullpath',
      'audit',
      '--region',
      'eu-south-2',
      '--vpc-id',
      'vpc-0123456789abcdef0',
    ]);
  });

  it('tells that the repository lies in another region than the task', () => {
    const text =
      'Head "https://111122223333.dkr.ecr.us-east-1.amazonaws.com/v2/app/manifests/1": dial tcp 44.213.1.1:443: i/o timeout';
    expect(explain(text)).toMatchObject({ family: 'manifest-unreachable', region: 'us-east-1' });
    expect(explain(text, { region: 'eu-west-1' })).toMatchObject({ family: 'other-region', region: 'eu-west-1' });
  });

  it('is quoted for the shell where it has to be', () => {
    expect(printedNext(explain(SIGN_IN, { vpcId: "it's mine" })).command).toBe(
      "pullpath audit --region eu-west-1 --vpc-id 'it'\\''s mine'",
    );
  });
});
