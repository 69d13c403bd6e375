import { addressOf, rangeOf } from '../network/ipv4.ts';
import type { Network } from '../network/types.ts';
import { lookUpName } from '../walk/look-up-name.ts';
import { definitionOf } from './find.ts';
import type { Image } from './image.ts';
import type { Task } from './types.ts';
import type { Origin, WalkedHop } from './walk-task.ts';

/** Where ECS cuts `containers[].reason` [aws-facts: ecs-stopped-task]. */
export const maxReason = 1024;

/** What a connection that fails says of itself: the address that was dialled, or the name that nobody answered. */
function dialled(network: Network, hop: WalkedHop, origin: Origin): string {
  const subnet = network.subnets.find(({ id }) => id === origin.subnetId)!;
  const vpc = network.vpcs.find(({ id }) => id === subnet.vpcId)!;
  const found = lookUpName(network, vpc, hop.service, hop.host)[0]!;
  if (found.to === 'nowhere') {
    const server = addressOf(rangeOf(vpc.cidrs[0]!).first + 2);
    if (found.isDenied) return `dial tcp: lookup ${hop.host} on ${server}:53: no such host`;
    return `dial tcp: lookup ${hop.host} on ${server}:53: read udp ${origin.ip ?? '10.0.0.9'}:41327->${server}:53: i/o timeout`;
  }
  const card = network.interfaces.find(({ id }) => found.to === 'endpoint' && found.endpoint.interfaceIds[0] === id);
  const address =
    found.to === 'public'
      ? addressOf(rangeOf(found.cidrs[0]!).first + 86)
      : found.to === 'addresses'
        ? found.ips[0]
        : card?.ip;
  return `dial tcp ${address}:443: i/o timeout`;
}

const initialization = 'ResourceInitializationError: ';
const secrets = `${initialization}unable to pull secrets or registry auth: `;
const retrieval = `${secrets}execution resource retrieval failed: `;
const awaiting =
  'net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)';
const deadline = 'RequestCanceled: request context canceled caused by: context deadline exceeded';
const layerKey = '61d6a6b7-a74d-4472-96e4-710ec9a7a96b/d834cc02-771d-4c2b-b7bb-7da5334eea15';

/** The execution role as the error names it: `arn:aws:sts::ACCOUNT:assumed-role/NAME/TASK`. */
function caller(network: Network, task: Task): string {
  const definition = definitionOf(network.ecs, task.taskDefinition);
  const role = definition.executionRoleArn.replace(':iam:', ':sts:').replace(':role/', ':assumed-role/');
  return `${role}/${task.id}`;
}

function signIn(network: Network, hop: WalkedHop, dial: string, task: Task): string {
  const post = `RequestError: send request failed caused by: Post "https://${hop.host}/": `;
  if (hop.walk.stage === 'policy') {
    const sentence = `User: ${caller(network, task)} is not authorized to perform: ecr:GetAuthorizationToken on resource: * because no VPC endpoint policy allows the ecr:GetAuthorizationToken action`;
    return `${retrieval}unable to retrieve ecr registry auth: service call has been retried 1 time(s): AccessDeniedException: ${sentence} status code: 400`;
  }
  if (task.launchType !== 'FARGATE') return `CannotPullECRContainerError: ${post}${awaiting}`;
  return `${secrets}The task cannot pull registry auth from Amazon ECR: There is a connection issue between the task and Amazon ECR. Check your task network configuration. ${post}${dial}`;
}

function secret({ service, wanted }: WalkedHop): string {
  if (service === 'ssm') {
    return `${retrieval}unable to retrieve secrets from ssm: service call has been retried 5 time(s): ${deadline}. Please check your task network configuration.`;
  }
  return `${retrieval}unable to retrieve secret from asm: service call has been retried 5 time(s): failed to fetch secret ${wanted} from secrets manager: ${deadline}. Please check your task network configuration.`;
}

function manifest({ host, image, walk }: WalkedHop, dial: string, old: boolean): string {
  if (old) return `CannotPullContainerError: Error response from daemon: Get https://${host}/v2/: ${awaiting}`;
  const { reference, repository, version } = image!;
  const url = `https://${host}/v2/${repository}/manifests/${version}`;
  const failed =
    walk.stage === 'policy'
      ? `unexpected status from HEAD request to ${url}: 403 Forbidden`
      : `failed to do request: Head "${url}": ${dial}`;
  return `CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref ${reference}: ${failed}`;
}

function layers({ host, image, walk }: WalkedHop, dial: string, old: boolean): string {
  const url = `https://${host}/${layerKey}?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Expires=1200`;
  const retried =
    'CannotPullContainerError: ref pull has been retried 5 time(s): failed to copy: httpReadSeeker: failed open: ';
  if (walk.stage === 'policy') return `${retried}unexpected status code ${url}: 403 Forbidden`;
  if (old) return `CannotPullContainerError: error pulling image configuration: Get ${url}: ${dial}`;
  return `${retried}failed to do request: Get ${image!.reference}: ${dial}`;
}

/** The sentence with which ECS reports that a task could not get past a hop [aws-facts: reports-network]. */
export function reasonOf(network: Network, task: Task, hop: WalkedHop, origin: Origin): string {
  const dial = dialled(network, hop, origin);
  const old = task.launchType !== 'FARGATE' || task.platformVersion === '1.3.0';
  switch (hop.step) {
    case 'sign-in':
      return signIn(network, hop, dial, task);
    case 'registry-credentials':
      return `${retrieval}unable to get registry auth from asm: service call has been retried 1 time(s): asm fetching secret from the service for ${hop.wanted}: RequestError: send request failed caused by: Post "https://${hop.host}/": ${dial}`;
    case 'secret':
      return secret(hop);
    case 'environment-file':
      if (hop.walk.stage === 'policy') {
        return `${initialization}failed to download env files: service call has been retried 1 time(s): operation error S3: HeadObject, https response error StatusCode: 403, api error Forbidden: Forbidden.`;
      }
      return `${initialization}failed to download env files: file download command: non empty error stream: ${deadline}`;
    case 'logs':
      return `${initialization}failed to validate logger args: The task cannot find the Amazon CloudWatch log group defined in the task definition. There is a connection issue between the task and Amazon CloudWatch. Check your network configuration. : signal: killed`;
    case 'layers':
      return layers(hop, dial, old);
    default:
      return manifest(hop, dial, old);
  }
}

/** The registry answers, but has no such image. */
export function missingImage({ reference }: Image): string {
  return `CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref ${reference}: ${reference}: not found`;
}

/** No address is left in the subnet [aws-facts: free-addresses]. */
export const noInterface = 'Timeout waiting for network interface provisioning to complete.';
