/** The pages of AWS that the families cite; the same ones as in aws-facts. */

const ECS = 'https://docs.aws.amazon.com/AmazonECS/latest/developerguide';
const ECR = 'https://docs.aws.amazon.com/AmazonECR/latest/userguide';
const PRIVATELINK = 'https://docs.aws.amazon.com/vpc/latest/privatelink';

export const REFERENCES = {
  pull: { title: 'Amazon ECS: CannotPullContainer task errors', url: `${ECS}/task_cannot_pull_image.html` },
  initialization: {
    title: 'Amazon ECS: ResourceInitializationError errors',
    url: `${ECS}/resource-initialization-error.html`,
  },
  connectivity: { title: 'Amazon ECS: verifying stopped task connectivity', url: `${ECS}/verify-connectivity.html` },
  stoppedTasks: { title: 'Amazon ECS: stopped task error messages', url: `${ECS}/stopped-task-error-codes.html` },
  wordings: {
    title: 'Amazon ECS: stopped task error messages updates',
    url: `${ECS}/stopped-tasks-error-messages-updates.html`,
  },
  ecsEndpoints: { title: 'Amazon ECS: interface VPC endpoints', url: `${ECS}/vpc-endpoints.html` },
  ecsExec: { title: 'Amazon ECS: ECS Exec', url: `${ECS}/ecs-exec.html` },
  executionRole: { title: 'Amazon ECS: task execution IAM role', url: `${ECS}/task_execution_IAM_role.html` },
  privateAuth: { title: 'Amazon ECS: private registry authentication', url: `${ECS}/private-auth.html` },
  outOfMemory: { title: 'Amazon ECS: OutOfMemoryError errors', url: `${ECS}/out-of-memory.html` },
  failedToStart: { title: 'Amazon ECS: TaskFailedToStart errors', url: `${ECS}/failed-to-start-error.html` },
  ecrEndpoints: { title: 'Amazon ECR: interface VPC endpoints', url: `${ECR}/vpc-endpoints.html` },
  repositoryPolicies: { title: 'Amazon ECR: repository policies', url: `${ECR}/repository-policies.html` },
  pullThroughCache: { title: 'Amazon ECR: pull through cache', url: `${ECR}/pull-through-cache.html` },
  accessDenied: {
    title: 'AWS IAM: access denied error messages',
    url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_access-denied.html',
  },
  validateCacheRule: {
    title: 'Amazon ECR: validating pull through cache rules',
    url: `${ECR}/pull-through-cache-working-validating.html`,
  },
  replication: { title: 'Amazon ECR: private image replication', url: `${ECR}/replication.html` },
  dockerErrors: { title: 'Amazon ECR: troubleshooting Docker commands', url: `${ECR}/common-errors-docker.html` },
  s3Gateway: { title: 'AWS PrivateLink: gateway endpoints for Amazon S3', url: `${PRIVATELINK}/vpc-endpoints-s3.html` },
  createEndpoint: {
    title: 'AWS PrivateLink: create an interface endpoint',
    url: `${PRIVATELINK}/create-interface-endpoint.html`,
  },
  useEndpoint: {
    title: 'AWS PrivateLink: access AWS services',
    url: `${PRIVATELINK}/privatelink-access-aws-services.html`,
  },
  endpointPolicies: { title: 'AWS PrivateLink: endpoint policies', url: `${PRIVATELINK}/vpc-endpoints-access.html` },
  endpointQuotas: { title: 'AWS PrivateLink: quotas', url: `${PRIVATELINK}/vpc-limits-endpoints.html` },
  crossRegion: {
    title: 'AWS PrivateLink: cross-Region services',
    url: `${PRIVATELINK}/aws-services-cross-region-privatelink-support.html`,
  },
  vpcDns: { title: 'Amazon VPC: DNS attributes', url: 'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-dns.html' },
  ec2Errors: {
    title: 'Amazon EC2: error codes',
    url: 'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html',
  },
  serviceEvents: {
    title: 'Amazon ECS: service event messages',
    url: `${ECS}/service-event-messages-list.html`,
  },
  lambdaImages: {
    title: 'AWS Lambda: Amazon ECR permissions',
    url: 'https://docs.aws.amazon.com/lambda/latest/dg/images-create.html',
  },
  appRunner: {
    title: 'AWS App Runner: access role',
    url: 'https://docs.aws.amazon.com/apprunner/latest/dg/security_iam_service-with-iam.html',
  },
  codeBuild: {
    title: 'AWS CodeBuild: troubleshooting',
    url: 'https://docs.aws.amazon.com/codebuild/latest/userguide/troubleshooting.html',
  },
  sageMaker: {
    title: 'Amazon SageMaker: using your own images',
    url: 'https://docs.aws.amazon.com/sagemaker/latest/dg/your-algorithms-training-algo-running-container.html',
  },
  efs: {
    title: 'AWS re:Post: EFS volumes on Fargate',
    url: 'https://repost.aws/knowledge-center/fargate-unable-to-mount-efs',
  },
} as const satisfies { readonly [key: string]: { readonly title: string; readonly url: string } };

export type ReferenceKey = keyof typeof REFERENCES;
