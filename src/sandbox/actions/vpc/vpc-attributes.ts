import { resourceKeys } from '../../iam/keys.ts';
import type { Vpc } from '../../network/types.ts';
import { ApiError, invalidParameter } from '../../protocol/api-error.ts';
import type { Fields } from '../../protocol/wire.ts';
import { arnOf } from '../../state/arn.ts';
import { kinds } from '../../state/kinds.ts';
import type { Action, Call } from '../action.ts';

function vpcOf(call: Call): Vpc {
  return call.region.find(kinds.vpc, call.region.network.vpcs, call.form.required('VpcId'));
}

function use(call: Call, vpc: Vpc) {
  return {
    arn: arnOf(call, kinds.vpc, vpc.id, vpc.ownerId),
    keys: { ...resourceKeys(vpc.tags), 'ec2:VpcID': [vpc.id] },
  };
}

/** One of the few `Describe` calls with resource-level permissions [aws-facts: iam-actions]. */
export const DescribeVpcAttribute: Action = {
  mutating: false,
  run(call) {
    const attribute = call.form.choice('Attribute', [
      'enableDnsSupport',
      'enableDnsHostnames',
      'enableNetworkAddressUsageMetrics',
    ]);
    if (!attribute) throw new ApiError('MissingParameter', 'The request must contain the parameter attribute');
    const vpc = vpcOf(call);
    call.permit([use(call, vpc)]);
    const values: Record<typeof attribute, boolean> = {
      enableDnsSupport: vpc.dnsSupport,
      enableDnsHostnames: vpc.dnsHostnames,
      enableNetworkAddressUsageMetrics: false,
    };
    return { vpcId: vpc.id, [attribute]: { value: values[attribute] } };
  },
};

/** One attribute a call, and host names only while resolution is on [aws-facts: private-dns-attributes]. */
export const ModifyVpcAttribute: Action = {
  mutating: true,
  run(call): Fields {
    const support = call.form.struct('EnableDnsSupport')?.flag('Value');
    const hostnames = call.form.struct('EnableDnsHostnames')?.flag('Value');
    if (support === undefined && hostnames === undefined) {
      throw new ApiError('MissingParameter', 'The request must contain an attribute to modify');
    }
    if (support !== undefined && hostnames !== undefined) {
      throw new ApiError(
        'InvalidParameterCombination',
        'Fields for multiple attribute types specified: enableDnsSupport, enableDnsHostnames',
      );
    }
    const vpc = vpcOf(call);
    const attribute = support === undefined ? 'EnableDnsHostnames' : 'EnableDnsSupport';
    const used = use(call, vpc);
    call.permit([{ ...used, keys: { ...used.keys, 'ec2:Attribute': [attribute] } }]);
    if (vpc.ownerId !== call.caller.accountId) {
      throw new ApiError('OperationNotPermitted', `You may not modify ${vpc.id}: it is shared with you`);
    }
    if (hostnames && !vpc.dnsSupport) {
      throw invalidParameter('You can only enable DNS hostnames if DNS support is enabled');
    }
    if (support !== undefined) vpc.dnsSupport = support;
    if (hostnames !== undefined) vpc.dnsHostnames = hostnames;
    return { return: true };
  },
};
