import { expect } from 'vitest';
import type { Row } from './row.ts';

/** Events of ECS, file systems, secrets of other regions, and services that pull by themselves. */
export const SERVICE_TEXTS: readonly Row[] = [
  [
    'an instance without a connected agent, by code',
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123456789abcdef0123456789abcdef) encountered error "AGENT". For more information, see the Troubleshooting section.',
    {
      family: 'agent-disconnected',
      class: 'network',
      hop: 'ecs-agent',
      next: { command: 'pullpath audit --with ecs-agent,ecs-telemetry,ecs' },
    },
  ],
  [
    'an instance without a connected agent, in words',
    "service my-service was unable to place a task because no container instance met all of its requirements. The closest matching container-instance af580523fe1022f095e doesn't have the agent connected. For more information, see the Troubleshooting section.",
    { family: 'agent-disconnected', hop: 'ecs-agent' },
  ],
  [
    'a failure of RunTask',
    '{"Failures":[{"Arn":"arn:aws:ecs:us-west-2:111122223333:container-instance/eab7ed01-13fa-4280-a8f9-f5e48855e13e","Reason":"AGENT"}],"Tasks":[]}',
    {
      family: 'agent-disconnected',
      hop: 'ecs-agent',
      next: { command: 'pullpath audit --region us-west-2 --with ecs-agent,ecs-telemetry,ecs' },
    },
  ],
  [
    'no instance at all',
    'service mongo-ecs-arbiter was unable to place a task because no container instance met all of its requirements. Reason: No Container Instances were found in your cluster. For more information, see the Troubleshooting section of the Amazon ECS Developer Guide.',
    {
      family: 'no-container-instances',
      class: 'network',
      hop: 'ecs-agent',
      next: { command: 'pullpath audit --with ecs-agent,ecs-telemetry,ecs' },
    },
  ],
  [
    'no memory on any instance is no network interface',
    '(service web) was unable to place a task because no container instance met all of its requirements. The closest matching (container-instance 0123) encountered error "RESOURCE:MEMORY".',
    { family: 'no-room-on-instances', class: 'capacity', hop: null, next: null },
  ],
  [
    'no network interface on any instance',
    '(service web) was unable to place a task. The closest matching (container-instance 0123) encountered error "RESOURCE:ENI". For more information, see the Troubleshooting section.',
    { family: 'no-network-interface', class: 'capacity', hop: null },
  ],
  [
    'an attribute that no instance has',
    'service VoiceEdgeECS-kamailio was unable to place a task because no container instance met all of its requirements. The closest matching container-instance 9f6c639f-2418-4407-bec6-d6f37753263a is missing an attribute required by your task. For more information, see the Troubleshooting section',
    { family: 'instance-lacks-attribute', class: 'configuration', hop: null },
  ],
  [
    'EFS, a time-out: also the group of the tasks, to every mount target',
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: Connection timed out' : unsuccessful EFS utils command execution; code: 32 fs-0123456789abcdef0.efs.eu-west-1.amazonaws.com",
    {
      family: 'mount-target-unreachable',
      class: 'network',
      hop: 'elasticfilesystem',
      remedy: expect.stringMatching(/every mount target, let the group of the tasks itself send TCP 2049/),
      instead: '`aws efs describe-mount-targets --file-system-id fs-0123456789abcdef0 --region eu-west-1`',
    },
  ],
  [
    'EFS on an instance',
    'Error response from daemon: create ecs-simple-server-16-configs-faf8bc8696dee78e3e00: Post http://%2Frun%2Fdocker%2Fplugins%2Famazon-ecs-volume-plugin.sock/VolumeDriver.Create: context deadline exceeded',
    { family: 'mount-target-unreachable', class: 'network', hop: 'elasticfilesystem', next: null },
  ],
  [
    'a secret of another region, not found',
    "ResourceInitializationError: unable to pull secrets or registry auth: Fetching secret data from AWS Secrets Manager: secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf: ResourceNotFoundException: Secrets Manager can't find the specified secret. Task arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef",
    {
      family: 'secret-region-mismatch',
      class: 'not-found',
      hop: 'secretsmanager',
      region: 'eu-west-1',
      regionSource: 'task',
      remedy: expect.stringContaining('Replicate the secret'),
    },
  ],
  [
    'a secret of another region, not reached',
    'arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef ResourceInitializationError: unable to pull secrets or registry auth: failed to fetch secret arn:aws:secretsmanager:us-east-1:111122223333:secret:db-AbCdEf from secrets manager: RequestCanceled: request context canceled caused by: context deadline exceeded',
    { family: 'secret-in-other-region', class: 'network', hop: 'secretsmanager', region: 'eu-west-1' },
  ],
  [
    'logs of another region',
    'arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef stopped: Post "https://logs.us-east-1.amazonaws.com/": dial tcp 44.202.79.1:443: i/o timeout',
    {
      family: 'service-in-other-region',
      class: 'network',
      next: null,
      cause: expect.stringContaining('runs in eu-west-1'),
    },
  ],
  [
    'App Runner',
    '[AppRunner] Failed to pull your application image. Be sure you configure your service with a valid access role to your ECR repository.',
    {
      family: 'app-runner',
      class: 'permission',
      hop: null,
      next: null,
      cause: expect.stringContaining('outside of your VPC'),
    },
  ],
  [
    'App Runner, only that the copy failed',
    'Deployment with ID : 1f0e failed. Failure reason : Failed to copy the image from ECR',
    { family: 'app-runner', next: null, remedy: expect.stringContaining('linux/amd64') },
  ],
  [
    'Lambda, in the words of CloudFormation',
    'Resource handler returned message: "Lambda does not have permission to access the ECR image. Check the ECR permissions. (Service: Lambda, Status Code: 403, Request ID: 0f6c639f-2418-4407-bec6-d6f37753263a) (SDK Attempt Count: 1)" (RequestToken: 1f6c639f-2418-4407-bec6-d6f37753263a, HandlerErrorCode: AccessDenied)',
    {
      family: 'lambda',
      class: 'permission',
      hop: null,
      next: null,
      remedy: expect.stringContaining('lambda.amazonaws.com'),
    },
  ],
  [
    'SageMaker',
    'Failed Reason: ClientError: Cannot pull algorithm container. Either the image does not exist or its permissions are incorrect.',
    { family: 'sagemaker', class: 'permission', next: null },
  ],
  [
    'SageMaker, by the policy of the repository',
    'ValidationException The repository of your image 007439368137.dkr.ecr.eu-west-2.amazonaws.com/sagemaker-tritonserver:25.09-py3 does not grant ecr:GetDownloadUrlForLayer, ecr:BatchGetImage, ecr:BatchCheckLayerAvailability permission to sagemaker.amazonaws.com service principal.',
    {
      family: 'sagemaker',
      instead: '`aws ecr get-repository-policy --repository-name sagemaker-tritonserver --region eu-west-2`',
    },
  ],
  [
    'CodeBuild, and what the registry answered',
    'BUILD_CONTAINER_UNABLE_TO_PULL_IMAGE: Unable to pull customer\'s container image. CannotPullContainerError: Error response from daemon: Head "https://registry-1.docker.io/v2/hashicorp/terraform/manifests/1.2.3": unauthorized: incorrect username or password',
    {
      family: 'codebuild',
      class: 'permission',
      next: null,
      also: [expect.objectContaining({ family: 'registry-wants-credentials' })],
    },
  ],
];
