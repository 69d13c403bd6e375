import { expect } from 'vitest';
import type { Row } from './row.ts';

/** IAM names the policy that refused. */
export const POLICY_TEXTS: readonly Row[] = [
  [
    'no policy of the role',
    "Error response from daemon: pull access denied for 111122223333.dkr.ecr.us-west-2.amazonaws.com/everything2/e2lib, repository does not exist or may require 'docker login': denied: User: arn:aws:sts::111122223333:assumed-role/Docker-Builder/AWSCodeBuild-749228d3-4d07 is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-west-2:111122223333:repository/everything2/e2lib because no identity-based policy allows the ecr:BatchGetImage action",
    {
      family: 'action-refused',
      class: 'permission',
      hop: 'ecr.dkr',
      instead: expect.stringContaining('--role-name Docker-Builder`'),
      next: null,
    },
  ],
  [
    'the policy of a repository of another account',
    'denied: User: arn:aws:sts::444455556666:assumed-role/cp-sw-actions-runner/GitHubActions is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:us-west-2:111122223333:repository/runner-test because no resource-based policy allows the ecr:BatchGetImage action\nError: Process completed with exit code 1.',
    {
      family: 'repository-policy-denies',
      class: 'permission',
      hop: 'ecr.dkr',
      cause: expect.stringContaining('account 111122223333'),
      instead:
        'Run in account 111122223333: `aws ecr get-repository-policy --repository-name runner-test --region us-west-2`',
    },
  ],
  [
    'the policy of a secret of another account',
    'CREATE_FAILED | AWS::IAM::SAMLProvider | User: arn:aws:sts::444455556666:assumed-role/cdk-exec/AWSCloudFormation is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:us-east-1:111122223333:secret:ct/vpn/samlMetadata because no resource-based policy allows the secretsmanager:GetSecretValue action (Service: AWSSecretsManager; Status Code: 400; Error Code: AccessDeniedException)',
    { family: 'secret-policy-denies', class: 'permission', hop: 'secretsmanager', region: 'us-east-1', next: null },
  ],
  [
    'the policy of a queue',
    'AccessDenied: User: arn:aws:sts::444455556666:assumed-role/task/abc is not authorized to perform: sqs:SendMessage on resource: arn:aws:sqs:eu-west-1:111122223333:jobs because no resource-based policy allows the sqs:SendMessage action',
    { family: 'resource-policy-denies', class: 'permission', hop: 'sqs' },
  ],
  [
    'the boundary of the role',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/webExecution/abc is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no permissions boundary allows the ecr:GetAuthorizationToken action',
    {
      family: 'permissions-boundary-denies',
      class: 'permission',
      hop: 'ecr.api',
      instead: '`aws iam get-role --role-name webExecution --query Role.PermissionsBoundary`',
    },
  ],
  [
    'a policy of the organization',
    'AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/abc is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:aws:secretsmanager:eu-west-3:111122223333:secret:db-AbCdEf with an explicit deny in a service control policy',
    {
      family: 'service-control-policy-denies',
      class: 'permission',
      hop: 'secretsmanager',
      instead: expect.stringContaining('list-policies-for-target --target-id 111122223333'),
    },
  ],
  [
    'a policy of the session',
    'User: arn:aws:sts::111122223333:assumed-role/exec/abc is not authorized to perform: ssm:GetParameters on resource: arn:aws:ssm:eu-west-1:111122223333:parameter/x because no session policy allows the ssm:GetParameters action',
    { family: 'session-policy-denies', class: 'permission', hop: 'ssm' },
  ],
  [
    'an explicit deny of which the text does not say where',
    'An error occurred (AccessDeniedException) when calling the GetAuthorizationToken operation: User: arn:aws:iam::111122223333:user/me is not authorized to perform: ecr:GetAuthorizationToken on resource: * with an explicit deny',
    { family: 'explicit-deny', class: 'permission', hop: 'ecr.api', cause: expect.stringContaining('of the endpoint') },
  ],
  [
    'an explicit deny of the role, by the way into AWS',
    'denied: User: arn:aws:sts::111122223333:assumed-role/exec/abc is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/web with an explicit deny in an identity-based policy',
    {
      family: 'explicit-deny',
      class: 'permission',
      hop: 'ecr.dkr',
      instead: expect.stringContaining('--role-name exec'),
    },
  ],
  [
    'an explicit deny of the endpoint',
    'denied: User: arn:aws:sts::111122223333:assumed-role/exec/abc is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:eu-west-1:111122223333:repository/web with an explicit deny in a VPC endpoint policy',
    {
      family: 'endpoint-policy-denies',
      class: 'permission',
      hop: 'ecr.dkr',
      next: { command: 'pullpath audit --region eu-west-1' },
    },
  ],
  [
    'the key of a secret',
    'AccessDeniedException: User: arn:aws:sts::111122223333:assumed-role/exec/abc is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-west-1:444455556666:key/0123 because no resource-based policy allows the kms:Decrypt action',
    { family: 'key-refused', class: 'permission', hop: 'kms' },
  ],
  [
    'an image of AWS that another region of it does not hand out',
    'User: arn:aws:sts::111122223333:assumed-role/notebook/SageMaker is not authorized to perform: ecr:BatchGetImage on resource: arn:aws:ecr:me-central-1:272398656194:repository/forecasting-deepar because no resource-based policy allows the ecr:BatchGetImage action',
    { family: 'repository-policy-denies', instead: expect.stringContaining('account 272398656194') },
  ],
];
