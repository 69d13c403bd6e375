import { describe, expect, it } from 'vitest';
import type { CallContext } from '../../../src/aws/client/call-context.ts';
import { toPullpathError } from '../../../src/aws/errors/to-pullpath-error.ts';
import { exitCodeOf, PullpathError } from '../../../src/errors.ts';
import { remedyText } from '../../../src/remedy/remedy.ts';
import { problemOf, problemText } from '../../../src/render/text/problem.ts';

const AT_AWS: CallContext = {
  action: 'ec2:DescribeVpcs',
  region: 'eu-west-1',
  profile: 'dev',
  endpoint: null,
};
const ELSEWHERE: CallContext = {
  ...AT_AWS,
  endpoint: { url: 'http://127.0.0.1:5000', source: 'AWS_ENDPOINT_URL' },
};

/** An error in AWS's own format, as the SDK throws it. */
function fromAws(name: string, message: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(message), {
    name,
    $fault: httpStatusCode < 500 ? 'client' : 'server',
    $metadata: { httpStatusCode, requestId: 'req-1' },
  });
}

/** An error of the SDK's credential chain. */
function fromChain(message: string, name = 'CredentialsProviderError'): Error {
  return Object.assign(new Error(message), { name });
}

/** An error of Node's network. */
function fromNode(code: string | undefined, more: object = {}): Error {
  return Object.assign(new Error(`${code} happened`), code === undefined ? {} : { code }, more);
}

function translated(thrown: unknown, context = AT_AWS): PullpathError {
  const error = toPullpathError(thrown, context);
  if (!(error instanceof PullpathError)) throw error;
  return error;
}

describe('what the credential chain says', () => {
  it.each([
    [
      'The SSO session associated with this profile has expired. To refresh this SSO session run aws sso login with the corresponding profile.',
      'SsoSessionExpired',
      'aws sso login --profile dev',
    ],
    ['Token is expired. To refresh this SSO session run …', 'SsoSessionExpired', 'aws sso login --profile dev'],
    ['UnauthorizedException: Session token not found or invalid', 'SsoSessionExpired', 'aws sso login --profile dev'],
    [
      'Failed to load a token for session x, please re-authenticate using aws login',
      'LoginSessionExpired',
      'aws login --profile dev',
    ],
    [
      'Profile dev requires multi-factor authentication, but no MFA code callback was provided.',
      'MfaRequired',
      'get-session-token',
    ],
    ['Could not load credentials from any providers', 'NoCredentials', '--profile'],
    [
      'Could not resolve credentials using profile: [dev] in configuration/credentials file(s).',
      'NoCredentials',
      '--profile',
    ],
    ['Command failed: /opt/vault credentials', 'CredentialProcessFailed', 'manually'],
  ])('«%s» is %s, and the remedy names %s', (message, code, remedy) => {
    const error = translated(fromChain(message));
    expect(error).toMatchObject({ kind: 'credentials', code });
    expect(remedyText(error.remedy)).toContain(remedy);
    expect(exitCodeOf(error)).toBe(253);
  });

  it('is understood of tokens as of credentials, and without a profile', () => {
    const error = translated(fromChain('Token is expired.', 'TokenProviderError'), { ...AT_AWS, profile: undefined });
    expect(error.code).toBe('SsoSessionExpired');
    expect(remedyText(error.remedy)).toContain('`aws sso login`');
  });
});

describe('what AWS says of who is asking', () => {
  it.each([
    ['ExpiredToken', 'The security token included in the request is expired', /sign in again/i],
    ['ExpiredTokenException', 'expired', /sign in again/i],
    ['RequestExpired', 'Request has expired.', /clock/i],
    ['SignatureDoesNotMatch', 'Signature expired: 2026 is now earlier than 2026', /clock/i],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match', /configure/],
    ['InvalidClientTokenId', 'The security token included in the request is invalid.', /eu-west-1 is enabled/],
    ['AuthFailure', 'AWS was not able to validate the provided access credentials', /eu-west-1 is enabled/],
    ['UnrecognizedClientException', 'invalid', /get-caller-identity/],
    ['OptInRequired', 'You are not subscribed to this service.', /Enable the region/],
  ])('%s («%s») is about credentials and keeps its code', (code, message, remedy) => {
    const error = translated(fromAws(code, message, 403));
    expect(error).toMatchObject({ kind: 'credentials', code, requestId: 'req-1', action: 'ec2:DescribeVpcs' });
    expect(remedyText(error.remedy)).toMatch(remedy);
  });

  it('counts a role that may not be assumed as a want of credentials, whichever call needed it', () => {
    const text =
      'User: arn:aws:iam::1:user/me is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::2:role/x';
    const error = translated(fromAws('AccessDenied', text, 403));
    expect(error).toMatchObject({ kind: 'credentials', code: 'AccessDenied', action: 'sts:AssumeRole' });
    expect(error.message).toContain('arn:aws:iam::2:role/x');
  });
});

describe('a call that AWS refuses', () => {
  it('without a code or a reason, as emulators do, has a code to be told by, and says that there is none', () => {
    const error = translated(fromAws('', ''));
    expect(error.code).toBe('UnknownError');
    expect(problemText(problemOf(error))).toBe(
      'AWS refused ec2:DescribeVpcs: it gave no reason (UnknownError, request id req-1)',
    );
    expect(exitCodeOf(error)).toBe(254);
  });

  const PP_DENIED =
    'You are not authorized to perform this operation. User: arn:aws:iam::1:user/me is not authorized to perform: ec2:DeleteVpcEndpoints on resource: arn:aws:ec2:eu-west-1:1:vpc-endpoint/vpce-1 because no identity-based policy allows the ec2:DeleteVpcEndpoints action. Encoded authorization failure message: abc';

  it('for want of a permission names who, what, where and why, and not the encoded message', () => {
    const error = translated(fromAws('UnauthorizedOperation', PP_DENIED, 403));
    expect(error).toMatchObject({
      kind: 'refused-by-aws',
      code: 'UnauthorizedOperation',
      action: 'ec2:DeleteVpcEndpoints',
    });
    expect(error.message).toBe(
      'arn:aws:iam::1:user/me may not call ec2:DeleteVpcEndpoints on arn:aws:ec2:eu-west-1:1:vpc-endpoint/vpce-1: no identity-based policy allows the ec2:DeleteVpcEndpoints action.',
    );
    expect(remedyText(error.remedy)).toContain('`pullpath iam-policy apply`');
    expect(exitCodeOf(error)).toBe(254);
  });

  it.each([
    ['ec2:DescribeVpcs', '`pullpath iam-policy audit`'],
    ['ecs:ListTasks', '`pullpath iam-policy audit --with-ecs`'],
    ['ecs:UpdateService', '`pullpath iam-policy apply --force-new-deployment`'],
    ['ec2:ModifyVpcAttribute', '`pullpath iam-policy apply --modify-existing`'],
    ['ec2:CreateVpcEndpoint', '`pullpath iam-policy apply`'],
    ['ec2:DeleteSecurityGroup', '`pullpath iam-policy rollback`'],
    ['route53:CreateHostedZone', 'Have route53:CreateHostedZone allowed to the caller'],
    ['kms:Decrypt', 'Have kms:Decrypt allowed to the caller'],
  ])('of %s is remedied by what has it, never in a circle', (action, remedy) => {
    const text = `User: x is not authorized to perform: ${action} because no identity-based policy allows it`;
    const error = translated(fromAws('UnauthorizedOperation', text, 403));
    expect(remedyText(error.remedy)).toContain(remedy);
    expect(remedyText(error.remedy)).not.toContain('MODE');
  });

  it('because of an explicit deny is not remedied by one more permission', () => {
    const text =
      'User: x is not authorized to perform: ec2:CreateTags with an explicit deny in a service control policy';
    expect(translated(fromAws('UnauthorizedOperation', text, 403)).remedy).toContain('administrators');
  });

  it.each([
    [
      'InvalidParameter',
      'Enabling private DNS requires both enableDnsSupport and enableDnsHostnames VPC attributes set to true for vpc-1',
      '--modify-existing',
    ],
    [
      'InvalidParameter',
      'private-dns-enabled cannot be set because there is already a conflicting DNS domain for x in the VPC vpc-1',
      'remove it and run again',
    ],
    [
      'InvalidParameter',
      'The VPC endpoint service x does not support the availability zone of the subnet: subnet-1',
      'zones',
    ],
    ['InvalidParameter', 'route table rtb-1 already has a route with destination-prefix-list-id pl-1', 'pullpath plan'],
    [
      'RouteAlreadyExists',
      'route table rtb-1 already has a route with destination-prefix-list-id pl-1',
      'pullpath plan',
    ],
    [
      'InvalidParameter',
      'Operation is not allowed for requester-managed VPC endpoints for the service x',
      'AWS service owns',
    ],
    ['DuplicateSubnetsInSameZone', 'Found another VPC endpoint subnet in the availability zone', 'one subnet per zone'],
    ['InvalidServiceName', "The Vpc Endpoint Service 'x' does not exist", '--with'],
    ['VpcEndpointLimitExceeded', 'The maximum number of VPC endpoints has been reached.', 'L-29B6F2EB'],
    ['RulesPerSecurityGroupLimitExceeded', 'limit', '--ingress https'],
    ['SecurityGroupLimitExceeded', 'limit', 'L-E79EC296'],
    ['SecurityGroupsPerInterfaceLimitExceeded', 'limit', 'L-2AFB9258'],
    ['NetworkInterfaceLimitExceeded', 'limit', 'L-DF5E4CA3'],
    ['InsufficientFreeAddressesInSubnet', 'full', '--subnet-ids'],
    ['TagPolicyViolation', 'no', 'tag policy'],
    ['TagLimitExceeded', 'no', '50'],
    ['InvalidGroup.Duplicate', "The security group 'x' already exists", '--stack'],
    ['InvalidPermission.Duplicate', 'exists', 'already exists'],
    ['DependencyViolation', 'resource sg-1 has a dependent object', 'uses it'],
    ['InvalidGroup.InUse', 'in use', 'uses it'],
    ['CannotDelete', 'default', 'default security group'],
    ['IdempotentParameterMismatch', 'x', 'client token'],
    ['IncorrectState', 'pending', 'available'],
    ['OperationNotPermitted', 'shared', 'owns'],
    ['InvalidVpcID.Malformed', 'x', 'Check the id'],
    ['InvalidGroup.NotFound', 'x', '--profile'],
    ['RequestLimitExceeded', 'Request limit exceeded.', 'Wait a minute'],
    ['SomeOtherLimitExceeded', 'x', 'Service Quotas'],
    ['InternalError', 'An internal error has occurred', 'side of AWS'],
    ['UnsupportedOperation', 'x', '--region'],
    ['NeverSeenBefore', 'x', '--debug'],
  ])('with %s («%s») says what to do: …%s…', (code, message, remedy) => {
    const error = translated(fromAws(code, message));
    expect(error).toMatchObject({ kind: 'refused-by-aws', code, requestId: 'req-1', action: 'ec2:DescribeVpcs' });
    expect(error.message).toBe(`AWS refused ec2:DescribeVpcs: ${message}`);
    expect(remedyText(error.remedy)).toContain(remedy);
    expect(error.cause).toBeInstanceOf(Error);
  });
});

describe('a request that nobody answers', () => {
  it.each([
    ['ECONNREFUSED', {}, 'EndpointUnreachable'],
    ['ENOTFOUND', { syscall: 'getaddrinfo' }, 'EndpointUnreachable'],
    ['EAI_AGAIN', {}, 'EndpointUnreachable'],
    ['EHOSTUNREACH', {}, 'EndpointUnreachable'],
    ['ETIMEDOUT', { syscall: 'connect' }, 'EndpointUnreachable'],
    ['ECONNRESET', { name: 'TimeoutError' }, 'AnswerLost'],
    ['ETIMEDOUT', { name: 'TimeoutError' }, 'AnswerLost'],
    ['EPIPE', {}, 'AnswerLost'],
    ['SELF_SIGNED_CERT_IN_CHAIN', {}, 'EndpointUnreachable'],
  ])('because of %s %j is %s, exit code 1', (code, more, expected) => {
    const error = translated(fromNode(code, more), ELSEWHERE);
    expect(error).toMatchObject({ kind: 'failed', code: expected });
    expect(error.message).toContain('http://127.0.0.1:5000 (from AWS_ENDPOINT_URL)');
    expect(exitCodeOf(error)).toBe(1);
  });

  it('is told by the SDK’s own timers, which name no code', () => {
    const slow = fromNode(undefined, { name: 'TimeoutError' });
    expect(translated(slow).code).toBe('AnswerLost');
    const unconnected = new Error('the request socket did not establish a connection with the server within 5000 ms.');
    expect(translated(Object.assign(unconnected, { name: 'TimeoutError' })).code).toBe('EndpointUnreachable');
  });

  it('is told from the first of several addresses that were tried', () => {
    const both = new AggregateError([fromNode('ECONNREFUSED', { syscall: 'connect' })], '');
    expect(translated(both, ELSEWHERE).code).toBe('EndpointUnreachable');
  });

  it('names the variable that chose the endpoint, or what else to check', () => {
    expect(translated(fromNode('ECONNREFUSED'), ELSEWHERE).remedy).toContain('AWS_ENDPOINT_URL');
    expect(translated(fromNode('ECONNREFUSED')).remedy).toContain('HTTPS_PROXY');
    expect(translated(fromNode('SELF_SIGNED_CERT_IN_CHAIN')).remedy).toContain('AWS_CA_BUNDLE');
  });

  it('is a misspelt region where AWS has none of that name', () => {
    const error = translated(fromNode('ENOTFOUND'), { ...AT_AWS, region: 'eu-wset-1' });
    expect(error).toMatchObject({ kind: 'credentials', code: 'UnknownRegion' });
    expect(exitCodeOf(error)).toBe(253);
  });
});

describe('an answer that is not EC2’s', () => {
  it.each([
    [
      'HTML with status 500, as a crashed emulator sends',
      Object.assign(new Error('XML parse error'), { $metadata: { httpStatusCode: 500 } }),
    ],
    [
      'an error without a code',
      Object.assign(new Error('Unknown'), { name: 'Unknown', $fault: 'server', $metadata: { httpStatusCode: 503 } }),
    ],
    [
      'a page that is not there',
      Object.assign(new Error('Unknown'), { name: 'NotFound', $fault: 'client', $metadata: { httpStatusCode: 404 } }),
    ],
  ])('is called unreadable: %s', (_, thrown) => {
    expect(translated(thrown, ELSEWHERE)).toMatchObject({ kind: 'failed', code: 'UnreadableAnswer' });
    expect(translated(thrown, ELSEWHERE).remedy).toContain('AWS_ENDPOINT_URL');
    expect(translated(thrown).remedy).toContain('proxy');
  });
});

it('an answer that is not STS’s is called so', () => {
  const thrown = Object.assign(new Error('XML parse error'), { $metadata: { httpStatusCode: 200 } });
  const error = translated(thrown, { ...AT_AWS, action: 'sts:GetCallerIdentity' });
  expect(error.message).toBe(
    "AWS answered sts:GetCallerIdentity with HTTP 200 and something other than an answer of STS's.",
  );
});

it.each(['AssumeRole', 'AssumeRoleWithWebIdentity'])('a profile’s role is not assumed with %s by a page', (call) => {
  const thrown = new Error(`Invalid response from STS.${call.replace('A', 'a')} call with role arn:aws:iam::1:role/x`);
  expect(translated(thrown, ELSEWHERE)).toMatchObject({
    kind: 'failed',
    code: 'UnreadableAnswer',
    action: `sts:${call}`,
  });
});

describe('everything else', () => {
  it('that is ours passes unchanged', () => {
    const ours = new PullpathError('usage', { code: 'X', message: 'x', remedy: 'x' });
    expect(toPullpathError(ours, AT_AWS)).toBe(ours);
  });

  it('is a bug and passes unchanged', () => {
    const bug = new TypeError('undefined is not a function');
    expect(toPullpathError(bug, AT_AWS)).toBe(bug);
    expect(toPullpathError(undefined, AT_AWS)).toBeUndefined();
  });
});
