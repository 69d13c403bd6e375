/**
 * Not ECS at all: services that pull images by themselves, outside of the VPC or by the policy of the repository. No
 * endpoint of a VPC takes part in that.
 */
import { aws } from '../../remedy/command.ts';
import type { Family } from '../family.ts';

export const OTHER_SERVICES: readonly Family[] = [
  {
    id: 'app-runner',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    frame: true,
    all: [
      [
        '[AppRunner] Failed to pull your application image',
        'Failed to pull your application image',
        'Failed to copy the image from ECR',
        'Error in assuming access role',
      ],
    ],
    cause:
      'App Runner pulls the image itself, outside of your VPC, with an access role: no VPC endpoint takes part, also where a VPC connector is set.',
    remedy:
      'Let build.apprunner.amazonaws.com assume the access role, give that AWSAppRunnerServicePolicyForECRAccess, and keep the repository in the region of the service. The image must be built for linux/amd64.',
    next: null,
    instead: [
      aws('apprunner describe-service', {
        'service-arn': '<arn>',
        query: 'Service.SourceConfiguration',
        region: '{region}',
      }),
    ],
    references: ['appRunner'],
  },
  {
    id: 'lambda',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    frame: true,
    all: [
      [
        'Lambda does not have permission to access the ECR image',
        'The function does not have permission to access the specified image',
        'AccessDeniedException…Lambda…ECR image',
        'ImageAccessDenied',
      ],
    ],
    cause:
      'Lambda fetches the image itself by the policy of the repository, outside of your VPC, also where the function is attached to one: no VPC endpoint takes part.',
    remedy:
      'Allow ecr:BatchGetImage and ecr:GetDownloadUrlForLayer to lambda.amazonaws.com in the repository policy; across accounts also to the account of the function. The repository must be in the region of the function.',
    next: null,
    instead: [aws('ecr get-repository-policy', { 'repository-name': '{name|<repository>}', region: '{hostRegion}' })],
    references: ['lambdaImages', 'repositoryPolicies'],
  },
  {
    id: 'sagemaker',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    frame: true,
    all: [
      [
        'Cannot pull algorithm container',
        'to sagemaker.amazonaws.com service principal',
        'Failed to pull model container image',
        'SageMaker does not have permission',
      ],
    ],
    cause:
      'SageMaker pulls the image itself, outside of your VPC unless the image configuration says `Vpc`, by its execution role and the policy of the repository.',
    remedy:
      'Check that the image exists in the region of the job, and allow ecr:GetDownloadUrlForLayer, ecr:BatchGetImage and ecr:BatchCheckLayerAvailability to the execution role and, where the text names it, to sagemaker.amazonaws.com in the repository policy.',
    next: null,
    instead: [aws('ecr get-repository-policy', { 'repository-name': '{name|<repository>}', region: '{hostRegion}' })],
    references: ['sageMaker', 'repositoryPolicies'],
  },
  {
    id: 'codebuild',
    class: 'permission',
    certainty: 'sure',
    hop: null,
    frame: true,
    all: [['BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE', "Unable to pull customer's container image"]],
    cause:
      'CodeBuild pulls the image of its build environment itself, outside of your VPC, also where the project has a VPC: no VPC endpoint takes part.',
    remedy:
      'With imagePullCredentialsType SERVICE_ROLE the service role needs ecr:GetAuthorizationToken, ecr:BatchGetImage and ecr:GetDownloadUrlForLayer; with CODEBUILD the repository policy has to admit codebuild.amazonaws.com. Other registries take a registryCredential.',
    next: null,
    instead: [
      aws('codebuild batch-get-projects', { names: '<project>', query: 'projects[].environment', region: '{region}' }),
    ],
    references: ['codeBuild', 'repositoryPolicies'],
  },
];
