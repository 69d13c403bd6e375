import { PullpathError } from '../errors.ts';
import * as inputs from './change-inputs.ts';
import * as sdk from './sdk.ts';
import { readThrown } from './thrown.ts';
import type { Writer } from './writer.ts';

/** Ids that no resource has; nothing was made that could have one. */
const NO_GROUP = 'sg-00000000000000000';
const NO_ENDPOINT = 'vpce-00000000000000000';

/**
 * The Writer that only asks: every request says `DryRun`. Resolves where the caller would be permitted, rejects with AWS's
 * answer where not. It proves permissions and nothing else [aws-facts 5.1]. Never to be used unasked behind an endpoint
 * that is not AWS's own: moto carries out some dry runs.
 */
export function dryRunWriter(ec2: sdk.EC2Client): Writer {
  const DryRun = true;
  return {
    async createSecurityGroup(group) {
      await permitted(ec2.send(new sdk.CreateSecurityGroupCommand({ ...inputs.newSecurityGroup(group), DryRun })));
      return NO_GROUP;
    },
    authorizeIngress(groupId, rules, tags) {
      const input = { ...inputs.newIngress(groupId, rules, tags), DryRun };
      return permitted(ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand(input)));
    },
    revokeIngress(groupId, rules) {
      const input = { ...inputs.oldIngress(groupId, rules), DryRun };
      return permitted(ec2.send(new sdk.RevokeSecurityGroupIngressCommand(input)));
    },
    deleteSecurityGroup(GroupId) {
      return permitted(ec2.send(new sdk.DeleteSecurityGroupCommand({ GroupId, DryRun })));
    },
    async createInterfaceEndpoint(endpoint) {
      await permitted(ec2.send(new sdk.CreateVpcEndpointCommand({ ...inputs.newInterfaceEndpoint(endpoint), DryRun })));
      return NO_ENDPOINT;
    },
    async createGatewayEndpoint(endpoint) {
      await permitted(ec2.send(new sdk.CreateVpcEndpointCommand({ ...inputs.newGatewayEndpoint(endpoint), DryRun })));
      return NO_ENDPOINT;
    },
    modifyEndpoint(endpointId, change) {
      const input = { ...inputs.endpointChange(endpointId, change), DryRun };
      return permitted(ec2.send(new sdk.ModifyVpcEndpointCommand(input)));
    },
    async deleteEndpoints(endpointIds) {
      await permitted(ec2.send(new sdk.DeleteVpcEndpointsCommand({ VpcEndpointIds: [...endpointIds], DryRun })));
      return [];
    },
    /** The one change that EC2 cannot be asked about beforehand: the call has no `DryRun`. */
    async modifyVpcAttribute() {
      throw new PullpathError('failed', {
        code: 'NoDryRun',
        message: 'EC2 offers no dry run of ec2:ModifyVpcAttribute, so whether it is permitted is not known.',
        remedy: 'Compare the policy of the caller with `pullpath iam-policy apply`.',
      });
    },
    createTags(resourceIds, tags) {
      return permitted(ec2.send(new sdk.CreateTagsCommand({ ...inputs.newTags(resourceIds, tags), DryRun })));
    },
    deleteTags(resourceIds, keys) {
      return permitted(ec2.send(new sdk.DeleteTagsCommand({ ...inputs.oldTags(resourceIds, keys), DryRun })));
    },
  };
}

/** EC2 says yes with an error. */
async function permitted(answer: Promise<unknown>): Promise<void> {
  try {
    await answer;
  } catch (error) {
    if (readThrown(error).name === 'DryRunOperation') return;
    throw error;
  }
  throw new PullpathError('failed', {
    code: 'DryRunCarriedOut',
    message: 'The endpoint took a dry run for the real thing and has carried it out.',
    remedy: 'Do not check permissions behind this endpoint; run `pullpath rollback` to take back what it made.',
  });
}
