import type { Row } from './row.ts';

/** Texts that were cut off before the words that decide: the honest answer is `unknown`. */
export const CUT_TEXTS: readonly Row[] = [
  [
    'secrets or sign-in, cut after the retries',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s)',
    { family: 'secrets-or-sign-in-cut', class: 'unknown', hop: 'ecr.api', next: { command: 'pullpath audit' } },
  ],
  [
    'a secret, cut in its ARN as platform version 1.4 does',
    'TaskFailedToStart: ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret arn:aws:secretsmanager:eu-west-1:111122223333:secret:da...',
    {
      family: 'secrets-or-sign-in-cut',
      class: 'unknown',
      hop: 'secretsmanager',
      region: 'eu-west-1',
      next: { command: 'pullpath audit --region eu-west-1 --with secretsmanager' },
    },
  ],
  [
    'parameters, cut in the last word, which still decides',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secrets from ssm: service call has been retried 5 time(s): RequestCanceled: request context canceled caused by: context deadli...',
    { family: 'parameter-unreachable', class: 'network', hop: 'ssm' },
  ],
  [
    'sign-in, cut before the address, which still decides',
    'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 1 time(s): RequestError: send request failed caused by: Post https://api.ecr....',
    { family: 'sign-in-unreachable', class: 'network', hop: 'ecr.api' },
  ],
  [
    'a layer, cut in the last word',
    'CannotPullContainerError: containerd: pull command failed: time="2020-10-30T10:00:00Z" level=info msg="apply failure, attempting cleanup" error="failed to extract layer sha256:aaaa: context ca...',
    { class: 'network' },
  ],
  [
    'the signed URL of a layer, cut',
    'CannotPullContainerError: error pulling image configuration: Get https://prod-us-east-1-starport-layer-bucket.s3.amazonaws.com/61d6a6b7-a74d-4472-96e4-710ec9a7a96b/d834cc02-771d-4c2b-b7bb-7da5334eea15?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-A',
    { family: 'pull-cut', class: 'unknown', hop: 's3', region: 'us-east-1' },
  ],
  [
    'only that it was retried',
    'CannotPullContainerError: pull image manifest has been retried 5 time(s)',
    { family: 'pull-cut', class: 'unknown', next: { command: 'pullpath audit' } },
  ],
  [
    'inspected and retried',
    'CannotPullContainerError: inspect image has been retried 5 time(s): ',
    { family: 'pull-cut', class: 'unknown' },
  ],
  [
    'an image of Docker Hub, cut before the reason',
    'CannotPullContainerError: failed to resolve ref docker.io/hapiproject/hapi:latest',
    { family: 'registry-named', class: 'unknown', hop: null, next: null },
  ],
  [
    'refused, cut before it is said whether the role or the name is wrong',
    "CannotPullContainerError: Error response from daemon: pull access denied for FOO.dkr.ecr.us-east-1.amazonaws.com/foo/app, repository does not exist or may require 'docker login'",
    { family: 'pull-access-denied-cut', class: 'unknown', region: 'us-east-1' },
  ],
  [
    'the logger, cut',
    'ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to create Cloudwatch log',
    { family: 'logging-cut', class: 'unknown', hop: 'logs', next: { command: 'pullpath audit --with logs' } },
  ],
  [
    'the environment file, cut',
    'Resourceinitializationerror: failed to download env files',
    { family: 'environment-file-cut', class: 'unknown', hop: 's3' },
  ],
  [
    'EFS, cut',
    'ResourceInitializationError: failed to invoke EFS utils commands',
    { family: 'file-system-cut', class: 'unknown', hop: 'elasticfilesystem' },
  ],
  [
    'the runtime, cut',
    'CannotStartContainerError: ResourceInitializationError: failed to create new container runtime task: failed to create shim task: OCI runtime cre',
    { family: 'container-cut', class: 'unknown', next: null },
  ],
  ['nothing but the code', 'TaskFailedToStart', { family: 'start-cut', class: 'unknown' }],
  [
    'something else altogether',
    'the quick brown fox',
    { family: 'nothing-known', class: 'unknown', hop: null, next: { command: 'pullpath audit' } },
  ],
  ['blanks alone', ' \n\t ', { family: 'empty', class: 'unknown' }],
];
