import { describe, expect, it } from 'vitest';
import { partsOf } from '../../src/render/remedy.ts';

describe('a remedy', () => {
  it.each([
    ['Wait, and run again.', ['Wait, and run again.']],
    ['aws sso login --profile x', ['$ aws sso login --profile x']],
    ['Let it in: aws ec2 create-route --x y', ['Let it in:', '$ aws ec2 create-route --x y']],
    ['Sign in again: `aws sso login --profile x`.', ['Sign in again:', '$ aws sso login --profile x']],
    [
      'Ask its owner. See it with aws ec2 describe-x --y z',
      ['Ask its owner. See it with', '$ aws ec2 describe-x --y z'],
    ],
    ['Sign in.\naws sso login', ['Sign in.', '$ aws sso login']],
    ['Run `pullpath apply --vpc-id v`, which mends it.', ['Run `pullpath apply --vpc-id v`, which mends it.']],
    ['Grant it; pullpath prints the policy.', ['Grant it; pullpath prints the policy.']],
    ['Grant it. pullpath prints the policy.', ['Grant it. pullpath prints the policy.']],
    ['aws sts get-caller-identity shows whether it is.', ['aws sts get-caller-identity shows whether it is.']],
    ['', []],
  ])('%j keeps its sentences and sets its commands apart', (remedy, parts) => {
    expect(partsOf(remedy).map(({ text, command }) => (command ? `$ ${text}` : text))).toEqual(parts);
  });
});
