/**
 * IAM names the policy that refused: each has another owner and another command [aws-facts: denial-text]. The words are
 * those of IAM's access denied messages.
 */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';
import { ROLE } from './commands.ts';

const REFUSED = 'not authorized to perform:';

export const POLICIES: readonly Family[] = [
  {
    id: 'endpoint-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [
      [
        'because no VPC endpoint policy allows the',
        'with an explicit deny in a VPC endpoint policy',
        'no VPC endpoint policy allows',
      ],
    ],
    cause:
      'The policy of the VPC endpoint does not allow {action|the action}: the packets arrived, the endpoint refused them.',
    remedy:
      'Allow {action|the action} in the endpoint policy. For image layers that is s3:GetObject on the layer bucket of the region for every principal, since they are fetched with URLs that AWS signs.',
    next: { command: 'audit' },
    references: ['endpointPolicies', 'ecrEndpoints'],
  },
  {
    id: 'caller-refused',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [['is not authorized to perform: ec2:', 'UnauthorizedOperation']],
    cause: 'The identity that changes the network, not the task, lacks the permission {action|for an action of EC2}.',
    remedy: 'Grant it; pullpath prints the least policy that it needs.',
    next: { command: 'iam-policy', args: ['apply'] },
    references: ['ec2Errors'],
  },
  {
    id: 'service-control-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [
      [
        'no service control policy allows',
        'explicit deny in a service control policy',
        'no resource control policy allows',
        'explicit deny in a resource control policy',
      ],
    ],
    cause:
      'A policy of the organization refuses {action|the action} to this account: no policy of the role can allow it.',
    remedy:
      'Ask the administrators of the organization in AWS Organizations to allow it for this account or region; from a member account the policy cannot be read.',
    next: null,
    instead: [
      'Run in the management account:',
      aws('organizations list-policies-for-target', {
        'target-id': '{account|<account>}',
        filter: 'SERVICE_CONTROL_POLICY',
      }),
    ],
    references: ['accessDenied'],
  },
  {
    id: 'permissions-boundary-denies',
    class: 'permission',
    certainty: 'sure',
    all: [['no permissions boundary allows', 'explicit deny in a permissions boundary']],
    cause:
      'The permissions boundary of the role {role|} does not allow {action|the action}, whatever the policies of the role say.',
    remedy: 'Allow it in the boundary too, or let the team that sets boundaries do so.',
    next: null,
    instead: [aws('iam get-role', { 'role-name': '{role|<role>}', query: 'Role.PermissionsBoundary' })],
    references: ['accessDenied'],
  },
  {
    id: 'session-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [['no session policy allows', 'explicit deny in a session policy']],
    cause:
      'The session was given a policy of its own when the role was assumed, and that does not allow {action|the action}.',
    remedy: 'Change the policy that is passed to AssumeRole, not the policies of the role.',
    next: null,
    instead: [aws('sts get-caller-identity', {})],
    references: ['accessDenied'],
  },
  {
    id: 'repository-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [
      'not authorized to perform: ecr:',
      ['no resource-based policy allows', 'explicit deny in a resource-based policy'],
    ],
    cause:
      'The policy of the repository {name|} in account {resourceAccount|<account>} doesn’t allow the caller: across accounts the role isn’t enough.',
    remedy:
      'The owner of that account allows {action|the action} to the account or role of the task in the repository policy; ecr:BatchGetImage and ecr:GetDownloadUrlForLayer make a pull.',
    next: null,
    instead: [
      'Run in account {resourceAccount|<account>}:',
      aws('ecr get-repository-policy', { 'repository-name': '{name|<repository>}', region: '{resourceRegion}' }),
    ],
    references: ['repositoryPolicies', 'accessDenied'],
  },
  {
    id: 'secret-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [
      'not authorized to perform: secretsmanager:',
      ['no resource-based policy allows', 'explicit deny in a resource-based policy'],
    ],
    cause:
      'The resource policy of the secret does not admit the caller. A secret of another account has to allow it, and so has its KMS key.',
    remedy: 'The owner of the secret allows {action|the action} to the execution role in the policy of the secret.',
    next: null,
    instead: [aws('secretsmanager get-resource-policy', { 'secret-id': '<arn>', region: '{resourceRegion}' })],
    references: ['accessDenied', 'executionRole'],
  },
  {
    id: 'key-refused',
    class: 'permission',
    certainty: 'sure',
    all: [
      [
        'not authorized to perform: kms:',
        'Access to KMS is not allowed',
        'The ciphertext refers to a customer master key',
      ],
    ],
    cause: 'The value is encrypted with a KMS key that the execution role may not use.',
    remedy: 'Allow kms:Decrypt on that key in the execution role and in the policy of the key.',
    next: null,
    instead: [
      'Check the role, and the policy of the key:',
      ROLE,
      aws('kms get-key-policy', { 'key-id': '<key>', region: '{resourceRegion}' }),
    ],
    references: ['executionRole'],
  },
  {
    id: 'resource-policy-denies',
    class: 'permission',
    certainty: 'sure',
    all: [REFUSED, ['no resource-based policy allows', 'explicit deny in a resource-based policy']],
    cause:
      'The policy of the resource itself (of the bucket, queue or topic) doesn’t allow the caller {action|the action}: the role isn’t enough.',
    remedy: 'The owner of the resource allows {action|it} to the role in that policy.',
    next: null,
    instead: 'Read the policy of the resource in the account {resourceAccount|that owns it}.',
    references: ['accessDenied'],
  },
  {
    id: 'role-not-assumable',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    all: [['was unable to assume the role', 'not authorized to perform: sts:AssumeRole', 'proper trust relationship']],
    cause: 'ECS may not assume the role that the task definition names.',
    remedy: 'Let ecs-tasks.amazonaws.com assume it in the trust policy of the role, and check that the role exists.',
    next: null,
    instead: [aws('iam get-role', { 'role-name': '<role>', query: 'Role.AssumeRolePolicyDocument' })],
    references: ['executionRole'],
  },
  {
    id: 'explicit-deny',
    class: 'permission',
    certainty: 'sure',
    all: [REFUSED, ['with an explicit deny', 'explicit deny']],
    cause:
      'A policy denies {action|the action} explicitly, which no other policy can outweigh. Where the text says `in an identity-based policy` it is one of the role; otherwise it may also be one of the resource, of the endpoint or of the organization.',
    remedy:
      'Find the statement with `"Effect": "Deny"` and the condition that it depends on, e.g. aws:SourceVpce or a region.',
    next: null,
    instead: ['Begin with the role:', ROLE],
    references: ['accessDenied', 'executionRole'],
  },
  {
    id: 'action-refused',
    class: 'permission',
    certainty: 'sure',
    all: [['is not authorized to perform…on resource', 'not authorized to perform…because', REFUSED]],
    cause: 'IAM refused {action|the action}: the call arrived at the service, so the network is open up to there.',
    remedy: 'Allow {action|it} in the task execution role; for tasks on EC2 that is the container instance role.',
    next: null,
    instead: [
      'AmazonECSTaskExecutionRolePolicy covers pulls from ECR and logs, not secrets. Check what the role is allowed:',
      ROLE,
    ],
    references: ['executionRole', 'pull'],
  },
];
