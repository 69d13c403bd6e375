import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ConditionFacts } from '../../src/diagnose/policy/condition.ts';
import { readPolicy } from '../../src/diagnose/policy/document.ts';
import { decide } from '../../src/diagnose/policy/evaluate.ts';
import type { PullRequest } from '../../src/diagnose/policy/request.ts';
import type { Ternary } from '../../src/diagnose/policy/ternary.ts';
import { matches } from '../../src/diagnose/policy/wildcard.ts';

describe('IAM patterns against texts of which parts are unknown', () => {
  it.each<readonly [string, string, Ternary]>([
    ['*', '*', 'yes'],
    ['ecr:*', 'ecr:BatchGetImage', 'yes'],
    ['ecr:Get*', 'ecr:BatchGetImage', 'no'],
    ['ecr:Batch?etImage', 'ecr:BatchGetImage', 'yes'],
    [
      'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
      'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
      'yes',
    ],
    ['arn:aws:s3:::prod-*-starport-layer-bucket/*', 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*', 'yes'],
    ['arn:aws:s3:::*', 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*', 'yes'],
    ['arn:aws:s3:::ours/*', 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*', 'no'],
    ['arn:aws:ecr:*:111122223333:repository/*', 'arn:aws:ecr:us-east-1:*:repository/*', 'unknown'],
    ['arn:aws:ecr:us-east-1:*:repository/web', 'arn:aws:ecr:us-east-1:*:repository/*', 'unknown'],
    ['arn:aws:ecr:eu-west-1:*:repository/*', 'arn:aws:ecr:us-east-1:*:repository/*', 'no'],
    ['?', '*', 'unknown'],
    ['', '*', 'unknown'],
    ['', '', 'yes'],
    ['a', '', 'no'],
  ])('%s matches %s: %s', (pattern, text, answer) => {
    expect(matches(pattern, text)).toBe(answer);
  });

  it('say yes where every text matches, no where none does, over all short texts', () => {
    const pattern = fc.stringMatching(/^[ab*?]{0,4}$/);
    const text = fc.stringMatching(/^[ab*]{0,3}$/);
    const fillings = ['', 'a', 'b', 'c', 'aa', 'ab', 'ba', 'bb', 'aab', 'abb', 'cab'];
    fc.assert(
      fc.property(pattern, text, (p, t) => {
        const expression = new RegExp(`^${p.replaceAll('*', '.*').replaceAll('?', '.')}$`);
        const holes = t.split('*').length - 1;
        const texts = Array.from({ length: fillings.length ** Math.min(holes, 2) }, (_, n) => {
          let k = n;
          return t.replace(/\*/g, () => {
            const filling = fillings[k % fillings.length] ?? '';
            k = Math.floor(k / fillings.length);
            return filling;
          });
        });
        const hits = texts.filter((each) => expression.test(each)).length;
        const answer = matches(p, t);
        if (answer === 'yes') expect(hits).toBe(texts.length);
        if (answer === 'no') expect(hits).toBe(0);
        if (holes === 0) expect(answer).toBe(hits === 1 ? 'yes' : 'no');
      }),
    );
  });
});

const ACCOUNT = '111122223333';
const LAYER: PullRequest = {
  action: 's3:GetObject',
  resource: 'arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*',
  principal: 'aws',
};
const TOKEN: PullRequest = { action: 'ecr:GetAuthorizationToken', resource: null, principal: 'role' };
const IMAGE: PullRequest = {
  action: 'ecr:BatchGetImage',
  resource: 'arn:aws:ecr:us-east-1:*:repository/*',
  principal: 'role',
};
const FACTS: ConditionFacts = {
  'aws:sourcevpc': { value: 'vpc-1' },
  'aws:sourcevpce': { value: 'vpce-1' },
  'aws:securetransport': { value: 'true' },
  'aws:principalorgid': 'foreign',
  'aws:resourceaccount': 'foreign',
  's3:resourceaccount': 'foreign',
};

type Statement = Record<string, unknown>;

function allowed(request: PullRequest, ...statements: Statement[]): Ternary {
  const whole = statements.map((statement) => ({
    Effect: 'Allow',
    Principal: '*',
    Action: '*',
    Resource: '*',
    ...statement,
  }));
  // A statement has one of each pair.
  for (const [one, other] of [
    ['NotAction', 'Action'],
    ['NotResource', 'Resource'],
    ['NotPrincipal', 'Principal'],
  ] as const) {
    for (const statement of whole as Statement[]) if (one in statement) delete statement[other];
  }
  const policy = readPolicy(JSON.stringify({ Statement: whole }));
  if ('defect' in policy) throw new Error(policy.defect);
  return decide(policy.statements, request, FACTS, ACCOUNT).allowed;
}

const when = (operator: string, key: string, value: unknown) => ({ Condition: { [operator]: { [key]: value } } });
const DENY = { Effect: 'Deny' };

describe('what an endpoint policy makes of a request', () => {
  it.each<readonly [string, PullRequest, Statement[], Ternary]>([
    ['full access allows', LAYER, [{}], 'yes'],
    ['no statement denies', LAYER, [], 'no'],
    ['another action denies', LAYER, [{ Action: 's3:PutObject' }], 'no'],
    ['actions are compared in any case', TOKEN, [{ Action: 'ECR:getauthorizationtoken' }], 'yes'],
    ['a list of actions', IMAGE, [{ Action: ['ecr:Describe*', 'ecr:Batch*'] }], 'yes'],
    ['all actions but others', IMAGE, [{ NotAction: ['s3:*'] }], 'yes'],
    ['all actions but this', IMAGE, [{ NotAction: 'ecr:*' }], 'no'],
    ['the layer bucket alone is enough', LAYER, [{ Resource: LAYER.resource }], 'yes'],
    ['one’s own bucket is not', LAYER, [{ Resource: 'arn:aws:s3:::ours/*' }], 'no'],
    ['all resources but others', LAYER, [{ NotResource: 'arn:aws:s3:::ours/*' }], 'yes'],
    [
      'an action without resources wants a bare star',
      TOKEN,
      [{ Resource: 'arn:aws:ecr:us-east-1:*:repository/*' }],
      'no',
    ],
    ['one repository among unknown ones', IMAGE, [{ Resource: 'arn:aws:ecr:us-east-1:1:repository/web' }], 'unknown'],
    ['everybody, written as an object', IMAGE, [{ Principal: { AWS: '*' } }], 'yes'],
    [
      'a role, which may be the one that pulls',
      IMAGE,
      [{ Principal: { AWS: [`arn:aws:iam::${ACCOUNT}:role/x`] } }],
      'unknown',
    ],
    ['one’s own account, for a principal of AWS', LAYER, [{ Principal: { AWS: ACCOUNT } }], 'no'],
    ['a service is nobody who pulls', IMAGE, [{ Principal: { Service: 'ecs.amazonaws.com' } }], 'no'],
    ['everybody but somebody', IMAGE, [{ NotPrincipal: { AWS: ACCOUNT } }], 'unknown'],
    ['a denial beats a permission', LAYER, [{}, { ...DENY, Action: 's3:*' }], 'no'],
    ['a denial of something else does not', LAYER, [{}, { ...DENY, Action: 's3:Delete*' }], 'yes'],
    ['a denial that may apply', IMAGE, [{}, { ...DENY, Principal: { AWS: ACCOUNT } }], 'unknown'],
    ['a denial that may apply to what nobody allows', IMAGE, [{ ...DENY, Principal: { AWS: ACCOUNT } }], 'no'],
    ['an own organisation shuts AWS out', LAYER, [when('StringEquals', 'aws:PrincipalOrgID', 'o-1')], 'no'],
    ['an own account’s buckets shut AWS’s out', LAYER, [when('StringEquals', 's3:ResourceAccount', [ACCOUNT])], 'no'],
    [
      'somebody’s account may be AWS’s',
      LAYER,
      [when('StringEquals', 'aws:ResourceAccount', '999988887777')],
      'unknown',
    ],
    ['any organisation lets AWS in', LAYER, [when('StringLike', 'aws:PrincipalOrgID', '*')], 'yes'],
    [
      'a fence around the organisation',
      LAYER,
      [{}, { ...DENY, ...when('StringNotEquals', 'aws:PrincipalOrgID', 'o-1') }],
      'no',
    ],
    [
      'if AWS has an organisation at all',
      LAYER,
      [when('StringEqualsIfExists', 'aws:PrincipalOrgID', 'o-1')],
      'unknown',
    ],
    ['this VPC', IMAGE, [when('StringEquals', 'aws:SourceVpc', ['vpc-0', 'vpc-1'])], 'yes'],
    ['another VPC', IMAGE, [when('StringEquals', 'aws:SourceVpc', 'vpc-2')], 'no'],
    ['a pattern for this endpoint', IMAGE, [when('StringLike', 'aws:sourceVpce', 'vpce-*')], 'yes'],
    ['encrypted requests', IMAGE, [when('Bool', 'aws:SecureTransport', true)], 'yes'],
    ['a denial of unencrypted ones', IMAGE, [{}, { ...DENY, ...when('Bool', 'aws:SecureTransport', 'false') }], 'yes'],
    ['a key that EC2 does not show', IMAGE, [when('StringEquals', 'aws:PrincipalTag/team', 'web')], 'unknown'],
    ['an operator that is not judged', IMAGE, [when('DateLessThan', 'aws:SourceVpc', '2030')], 'unknown'],
    [
      'a false condition beside one that is not judged',
      IMAGE,
      [{ Condition: { StringEquals: { 'aws:SourceVpc': 'vpc-2', 'aws:PrincipalTag/team': 'web' } } }],
      'no',
    ],
  ])('%s', (_, request, statements, answer) => {
    expect(allowed(request, ...statements)).toBe(answer);
  });
});

describe('a policy document', () => {
  it.each([
    ['{not json', 'not JSON'],
    ['[]', 'not a policy document (at its top)'],
    ['{"Statement":[{"Effect":"Perhaps"}]}', 'not a policy document (at Statement)'],
  ])('%s is refused: %s', (text, defect) => {
    expect(readPolicy(text)).toEqual({ defect });
  });

  it('longer than AWS takes is refused without a look', () => {
    const text = `{"Statement":[]${' '.repeat(20_480)}}`;
    expect(readPolicy(text)).toEqual({ defect: `${text.length} characters long, more than AWS accepts` });
  });

  it('may hold one statement without a list', () => {
    expect(readPolicy('{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*"}}')).toEqual({
      statements: [{ Effect: 'Allow', Action: ['*'] }],
    });
  });
});
