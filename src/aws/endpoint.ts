import { PullpathError } from '../errors.ts';
import type { ChosenEndpoint } from './call-context.ts';
import { AWS_SERVICES, type AwsServiceName } from './services.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Host name endings of AWS's partitions, of IPv4 and of dual-stack endpoints, as the SDK's partition table has them. */
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

/** True for AWS itself, a VPC endpoint of EC2 included. Elsewhere a `DryRun` may be carried out: moto does it. */
export function isAwsHost(url: string): boolean {
  const host = new URL(url).hostname;
  return AWS_SUFFIXES.some((suffix) => host.endsWith(`.${suffix}`));
}

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
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
    throw invalid(`\`${url}\` (from ${source}) is no http or https URL.`);
  const { username, password } = new URL(url);
  // Every message names the endpoint.
  if (username !== '' || password !== '') throw invalid(`The endpoint from ${source} has a name or password in it.`);
  return endpoint;
}

function invalid(message: string): PullpathError {
  return new PullpathError('usage', {
    code: 'InvalidEndpointUrl',
    message,
    remedy: 'Give the endpoint as a URL, e.g. `http://127.0.0.1:5000`.',
  });
}
