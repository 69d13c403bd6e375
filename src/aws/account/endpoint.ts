import { PullpathError } from '../../errors.ts';
import type { ChosenEndpoint } from '../client/call-context.ts';
import { AWS_SERVICES, type AwsServiceName } from '../client/services.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Host name endings of AWS's partitions, of IPv4 and of dual-stack endpoints, as the SDK's partition table has them.
 */
const AWS_SUFFIXES = [
  'amazonaws.com',
  'api.aws',
  'amazonaws.com.cn',
  'api.amazonwebservices.com.cn',
  'amazonaws.eu',
  'api.amazonwebservices.eu',
  'c2s.ic.gov',
  'api.aws.ic.gov',
  'sc2s.sgov.gov',
  'api.aws.scloud',
  'cloud.adc-e.uk',
  'api.cloud-aws.adc-e.uk',
  'csp.hci.ic.gov',
  'api.aws.hci.ic.gov',
];

/**
 * True for EC2 of AWS itself, a VPC endpoint of it included. Elsewhere a `DryRun` may be carried out: moto does it.
 * Below AWS's suffixes stand names of other people's machines too (instances, load balancers, buckets, API gateways),
 * so the name must begin as the service's own do.
 */
export function isAwsHost(url: string): boolean {
  const host = new URL(url).hostname;
  const suffix = AWS_SUFFIXES.find((each) => host.endsWith(`.${each}`));
  if (suffix === undefined) return false;
  const labels = host.slice(0, -suffix.length - 1);
  return EC2_HOST.test(labels) || EC2_ENDPOINT.test(labels);
}

/** `ec2`, `ec2.eu-west-1`, `ec2-fips.us-east-1`, `us-east-1.ec2` */
const EC2_HOST = /^(ec2(-fips)?(\.[a-z]{2,}(-[a-z]+)+-\d+)?|[a-z]{2,}(-[a-z]+)+-\d+\.ec2)$/;
/** `vpce-0a1b-c2d3.ec2.eu-west-1.vpce`, with a zone too */
const EC2_ENDPOINT = /^vpce-[a-z0-9-]+\.ec2(-fips)?\.[a-z]{2,}(-[a-z]+)+-\d+\.vpce$/;

/** The endpoint that a flag names. Throws a usage error where it is not a URL. */
export function endpointFromFlag(url: string): ChosenEndpoint {
  return checked({ url, source: '--endpoint-url' });
}

/** Who named the endpoint that the SDK found in the environment or the shared config files. */
export function endpointFromSdk(
  url: string,
  service: AwsServiceName,
  environment: Environment,
  profile: string,
): ChosenEndpoint {
  const variables = [AWS_SERVICES[service].endpointVariable, 'AWS_ENDPOINT_URL'];
  const variable = variables.find((name) => environment[name] === url);
  return checked({ url, source: variable ?? `profile ${profile}` });
}

function checked(endpoint: ChosenEndpoint): ChosenEndpoint {
  const { url, source } = endpoint;
  // Every message names the endpoint, so nothing that may be secret can stand in it.
  if (url.includes('@')) throw invalid(`The endpoint from ${source} has a name or password in it.`);
  if (/[?#]/.test(url))
    throw invalid(`The endpoint from ${source} has a query or a fragment, which no request would keep.`);
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalid(`\`${url}\` (from ${source}) isn’t an http or https URL.`);
  return endpoint;
}

function invalid(message: string): PullpathError {
  return new PullpathError('usage', {
    code: 'InvalidEndpointUrl',
    message,
    remedy: 'Give the endpoint as a URL, e.g. `http://127.0.0.1:5000`.',
  });
}
