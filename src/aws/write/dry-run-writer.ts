import type { CreateVpcEndpointCommandOutput } from '@aws-sdk/client-ec2';
import { PullpathError } from '../../errors.ts';
import { pullpath } from '../../remedy/command.ts';
import * as sdk from '../client/sdk.ts';
import { DRY_RUN_WAS_EXECUTED } from '../errors/error-predicates.ts';
import { parseSdkError } from '../errors/sdk-error.ts';
import * as inputs from './change-inputs.ts';
import type { Writer } from './writer.ts';

/** Ids that no resource has; nothing was made that could have one. */
const NO_GROUP = 'sg-00000000000000000';
const NO_ENDPOINT = 'vpce-00000000000000000';

/**
 * The Writer that only asks: every request says `DryRun`. Resolves where the caller would be permitted, rejects with
 * AWS's answer where not, and with `DryRunCarriedOut` where it was no question after all. It proves permissions and
 * nothing else [aws-facts: dry-run]. Never to be used unasked behind an endpoint that is not AWS's own: moto carries
 * out some dry runs.
 */
export function dryRunWriter(ec2: sdk.EC2Client): Writer {
  const DryRun = true;
  return {
    async createSecurityGroup(group) {
      const input = { ...inputs.newSecurityGroup(group), DryRun };
      const answer = ec2.send(new sdk.CreateSecurityGroupCommand(input));
      await permitted(answer, ({ GroupId }) => `${GroupId} (${group.name}) was made`);
      return NO_GROUP;
    },
    authorizeIngress(groupId, rules, tags) {
      const input = { ...inputs.newIngress(groupId, rules, tags), DryRun };
      return permitted(
        ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand(input)),
        () => `rules were added to ${groupId}`,
      );
    },
    revokeIngress(groupId, rules) {
      const input = { ...inputs.oldIngress(groupId, rules), DryRun };
      return permitted(
        ec2.send(new sdk.RevokeSecurityGroupIngressCommand(input)),
        () => `rules were taken out of ${groupId}`,
      );
    },
    deleteSecurityGroup(GroupId) {
      return permitted(
        ec2.send(new sdk.DeleteSecurityGroupCommand({ GroupId, DryRun })),
        () => `${GroupId} was deleted`,
      );
    },
    async createInterfaceEndpoint(endpoint) {
      const input = { ...inputs.newInterfaceEndpoint(endpoint), DryRun };
      await permitted(ec2.send(new sdk.CreateVpcEndpointCommand(input)), madeEndpoint);
      return NO_ENDPOINT;
    },
    async createGatewayEndpoint(endpoint) {
      const input = { ...inputs.newGatewayEndpoint(endpoint), DryRun };
      await permitted(ec2.send(new sdk.CreateVpcEndpointCommand(input)), madeEndpoint);
      return NO_ENDPOINT;
    },
    modifyEndpoint(endpointId, change) {
      const input = { ...inputs.endpointChange(endpointId, change), DryRun };
      return permitted(ec2.send(new sdk.ModifyVpcEndpointCommand(input)), () => `${endpointId} was changed`);
    },
    async deleteEndpoints(endpointIds) {
      const input = { VpcEndpointIds: [...endpointIds], DryRun };
      await permitted(
        ec2.send(new sdk.DeleteVpcEndpointsCommand(input)),
        () => `what was to be deleted is: ${endpointIds.join(', ')}`,
      );
      return [];
    },
    /** The one change that EC2 cannot be asked about beforehand: the call has no `DryRun`. */
    async modifyVpcAttribute() {
      throw new PullpathError('failed', {
        code: 'NoDryRun',
        message: 'EC2 offers no dry run of ec2:ModifyVpcAttribute, so whether it is permitted is not known.',
        remedy: [
          'Compare the policy of the caller with',
          { program: 'pullpath', command: 'iam-policy', args: ['apply'] },
          '.',
        ],
      });
    },
    createTags(resourceIds, tags) {
      const input = { ...inputs.newTags(resourceIds, tags), DryRun };
      return permitted(
        ec2.send(new sdk.CreateTagsCommand(input)),
        () => `${resourceIds.join(', ')} now has ${Object.keys(tags).join(', ')}`,
      );
    },
    deleteTags(resourceIds, keys) {
      const input = { ...inputs.oldTags(resourceIds, keys), DryRun };
      return permitted(
        ec2.send(new sdk.DeleteTagsCommand(input)),
        () => `${resourceIds.join(', ')} no longer has ${keys.join(', ')}`,
      );
    },
  };
}

/** EC2 says yes with an error. @param done what any other answer means, as a clause */
async function permitted<T>(answer: Promise<T>, done: (answer: T) => string): Promise<void> {
  const answered = await answer.catch((error: unknown) => {
    if (parseSdkError(error).name === 'DryRunOperation') return null;
    throw error;
  });
  if (answered === null) return;
  throw new PullpathError('partial', {
    code: DRY_RUN_WAS_EXECUTED,
    message: `The endpoint took a dry run for the real thing: ${done(answered)}.`,
    remedy: ['Do not check permissions behind this endpoint. To roll back what it created:', pullpath('rollback', {})],
  });
}

function madeEndpoint({ VpcEndpoint }: CreateVpcEndpointCommandOutput): string {
  return `${VpcEndpoint?.VpcEndpointId} (${VpcEndpoint?.ServiceName}) was made`;
}
