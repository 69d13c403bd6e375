import { QUOTAS } from '../../facts/quotas.ts';
import { pullpath } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import { THROTTLE } from './error-predicates.ts';

/**
 * What to do about a code with which AWS refuses a call; `text` tells the uses of the catch-all `InvalidParameter`
 * apart.
 */
interface ErrorRemedy {
  readonly code: RegExp;
  readonly text?: RegExp;
  readonly remedy: Remedy;
}

/** Compared in this order; the first match counts. Codes and texts as EC2 answers them [aws-facts: call-errors]. */
const REMEDIES: readonly ErrorRemedy[] = [
  {
    code: /^InvalidParameter/i,
    text: /requires both enableDnsSupport and enableDnsHostnames/i,
    remedy: 'Switch on both DNS attributes of the VPC: run again with --modify-existing, or with --no-private-dns.',
  },
  {
    code: /^InvalidParameter/i,
    text: /conflicting DNS domain/i,
    remedy:
      'Another endpoint of the VPC, or a Route 53 private hosted zone associated with it, answers to that name; leave that to it, or remove it and run again.',
  },
  {
    code: /^InvalidParameter/i,
    text: /does not support the availability zone/i,
    remedy: ['Choose subnets in zones that the service offers. The audit lists them:', pullpath('audit', {})],
  },
  {
    // Some regions say RouteAlreadyExists, others InvalidParameter.
    code: /^(InvalidParameter|RouteAlreadyExists)$/i,
    text: /already has a route with destination-prefix-list-id/i,
    remedy: ['Another gateway endpoint serves that route table by now. Plan around it:', pullpath('plan', {})],
  },
  {
    code: /^InvalidParameter/i,
    text: /requester-managed/i,
    remedy: 'An AWS service owns this endpoint; it can only be changed through that service.',
  },
  {
    code: /^InvalidParameter/i,
    text: /must have a Gateway endpoint/i,
    remedy: 'Leave the S3 gateway endpoint in place for as long as the S3 interface endpoint depends on it.',
  },
  {
    code: /^DuplicateSubnetsInSameZone$/i,
    remedy: ['An endpoint takes one subnet per zone. Plan again with what exists by now:', pullpath('plan', {})],
  },
  {
    code: /^InvalidServiceName$/i,
    remedy: 'The region does not offer this service under that name and type; check --with and --region.',
  },
  {
    code: /^VpcEndpointLimitExceeded$/i,
    remedy: `Ask Service Quotas for more: ${QUOTAS.interfaceEndpointsPerVpc.code} counts interface endpoints per VPC, ${QUOTAS.gatewayEndpointsPerRegion.code} gateway endpoints per region.`,
  },
  {
    code: /^RulesPerSecurityGroupLimitExceeded$/i,
    remedy: `Choose fewer subnets, use --ingress https, or ask Service Quotas for more (${QUOTAS.rulesPerSecurityGroup.code}).`,
  },
  {
    code: /^SecurityGroupLimitExceeded$/i,
    remedy: `Delete unused security groups, or ask Service Quotas for more (${QUOTAS.securityGroupsPerRegion.code}).`,
  },
  {
    code: /^SecurityGroupsPerInterfaceLimitExceeded$/i,
    remedy: `Ask Service Quotas for more (${QUOTAS.securityGroupsPerInterface.code}).`,
  },
  {
    code: /^NetworkInterfaceLimitExceeded$/i,
    remedy: `Delete unused network interfaces, or ask Service Quotas for more (${QUOTAS.networkInterfacesPerZone.code}).`,
  },
  {
    code: /^InsufficientFreeAddressesInSubnet$/i,
    remedy: 'Choose another subnet of that zone with --subnet-ids: each endpoint takes one address per zone.',
  },
  { code: /^TagLimitExceeded$/i, remedy: 'Take a tag off the resource: AWS allows 50.' },
  {
    code: /^TagPolicyViolation$/i,
    remedy: "Your organisation's tag policy forbids these tags; have it allow those that begin with `pullpath:`.",
  },
  {
    code: /^InvalidGroup\.Duplicate$/i,
    remedy: 'A security group of that name exists; if it is not of pullpath, choose another --stack.',
  },
  {
    code: /^InvalidPermission\.Duplicate$/i,
    remedy: ['The rule already exists. To continue from there:', pullpath('apply', {})],
  },
  {
    code: /^(DependencyViolation|InvalidGroup\.InUse)$/i,
    remedy: [
      'Something still uses it: detach it, or wait until its network interfaces are gone. Then continue:',
      pullpath('rollback', {}),
    ],
  },
  { code: /^(CannotDelete|InvalidGroup\.Reserved)$/i, remedy: "A VPC's default security group cannot be deleted." },
  {
    code: /^IdempotentParameterMismatch$/i,
    remedy: ['To continue with a new run, which uses a new client token:', pullpath('apply', {})],
  },
  {
    code: /^(IncorrectState|InvalidState)/i,
    remedy:
      'Wait until the endpoint is available, and run the same command again: it continues from what exists by then.',
  },
  {
    code: /^OperationNotPermitted$/i,
    remedy: 'Only the owner of the VPC can do this; run pullpath with the account that owns it.',
  },
  {
    code: /\.Malformed$/i,
    remedy: 'Check the id: it isn’t a valid AWS id.',
  },
  {
    code: /\.NotFound$/i,
    remedy: 'It is not in this account and region, or not any more; check the id, --region and --profile.',
  },
  { code: THROTTLE, remedy: 'Wait a minute and run the same command again: it continues from what exists by then.' },
  {
    code: /LimitExceeded$/i,
    remedy: 'Ask Service Quotas for more, or remove what is not used.',
  },
  {
    code: /^(InternalError|InternalFailure|Unavailable|ServiceUnavailable|InsufficientCapacity)/i,
    remedy: 'The fault is on the side of AWS; wait a minute and run again.',
  },
  {
    code: /^(UnknownOperation|InvalidAction|UnsupportedOperation|Unsupported)/i,
    remedy: 'This region or partition does not offer the call; use another --region.',
  },
];

const OTHERWISE = 'Run again with --debug to see the calls; the request id is what AWS support asks for.';

/** What to do about a refused call. */
export function remedyFor(code: string, message: string): Remedy {
  const found = REMEDIES.find(
    (entry) => entry.code.test(code) && (entry.text === undefined || entry.text.test(message)),
  );
  return found?.remedy ?? OTHERWISE;
}
