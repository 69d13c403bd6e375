import type { ECSClient } from '@aws-sdk/client-ecs';
import type { EC2Client, STSClient } from './sdk.ts';

/** All that differs, on the way to AWS, from one service to another. */
export interface AwsService {
  /** What people call it. */
  readonly label: string;
  /** As host names begin. */
  readonly host: string;
  /**
   * One endpoint in every region, or one for the whole partition; there the SDK's endpoint rules say for which region
   * to sign.
   */
  readonly scope: 'regional' | 'global';
  /** The variable that names an endpoint for this service only; the name is the SDK's, from the service's id. */
  readonly endpointVariable: `AWS_ENDPOINT_URL_${string}`;
  /** Whether a successful answer can be one to this call, judged by the beginning of its text. */
  readonly isResponse: (operation: string, text: string) => boolean;
}

/** An XML declaration, if any, and the name of the outermost element. */
const OUTERMOST = /^\s*(?:<\?[^>]*>\s*)?<([\w.:-]+)[\s/>]/;

/** EC2, STS and Route 53 name the outermost element after the call. */
function namedAfterCall(operation: string, text: string): boolean {
  return OUTERMOST.exec(text)?.[1] === `${operation}Response`;
}

function jsonObject(_: string, text: string): boolean {
  return /^\s*\{/.test(text);
}

/** The services of AWS that requests are sent to, by the name with which their IAM actions begin. */
export const AWS_SERVICES = {
  ec2: {
    label: 'EC2',
    host: 'ec2',
    scope: 'regional',
    endpointVariable: 'AWS_ENDPOINT_URL_EC2',
    isResponse: namedAfterCall,
  },
  sts: {
    label: 'STS',
    host: 'sts',
    scope: 'regional',
    endpointVariable: 'AWS_ENDPOINT_URL_STS',
    isResponse: namedAfterCall,
  },
  ecs: {
    label: 'ECS',
    host: 'ecs',
    scope: 'regional',
    endpointVariable: 'AWS_ENDPOINT_URL_ECS',
    isResponse: jsonObject,
  },
  route53: {
    label: 'Route 53',
    host: 'route53',
    scope: 'global',
    endpointVariable: 'AWS_ENDPOINT_URL_ROUTE_53',
    isResponse: namedAfterCall,
  },
  route53resolver: {
    label: 'Route 53 Resolver',
    host: 'route53resolver',
    scope: 'regional',
    endpointVariable: 'AWS_ENDPOINT_URL_ROUTE53RESOLVER',
    isResponse: jsonObject,
  },
  route53profiles: {
    label: 'Route 53 Profiles',
    host: 'route53profiles',
    scope: 'regional',
    endpointVariable: 'AWS_ENDPOINT_URL_ROUTE53PROFILES',
    isResponse: jsonObject,
  },
} as const satisfies Record<string, AwsService>;

export type AwsServiceName = keyof typeof AWS_SERVICES;

/** The SDK's client of any of them. */
export type AwsClient = EC2Client | STSClient | ECSClient;

/** The service that an IAM action is about: `ec2:DescribeVpcs` → `ec2`. */
export function serviceOfAction(action: string): AwsServiceName {
  const [name = ''] = action.split(':');
  if (!Object.hasOwn(AWS_SERVICES, name)) throw new Error(`${action} is of no service in the table`);
  return name as AwsServiceName;
}
