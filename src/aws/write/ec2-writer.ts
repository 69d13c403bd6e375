import * as sdk from '../client/sdk.ts';
import * as inputs from './change-inputs.ts';
import { cannotTagOnCreate } from './tag-after-create.ts';
import type { UnsuccessfulItem, Writer } from './writer.ts';

/** The Writer that acts; rejects with the SDK's own errors (see errors/wrap-errors.ts). */
export function ec2Writer(ec2: sdk.EC2Client): Writer {
  const writer: Writer = {
    async createSecurityGroup(group) {
      const create = async (tags: typeof group.tags) =>
        (await ec2.send(new sdk.CreateSecurityGroupCommand(inputs.newSecurityGroup({ ...group, tags })))).GroupId ?? '';
      return cannotTagOnCreate(group.tags, create, writer.createTags, writer.deleteSecurityGroup);
    },
    async authorizeIngress(groupId, rules, tags) {
      await ec2.send(new sdk.AuthorizeSecurityGroupIngressCommand(inputs.newIngress(groupId, rules, tags)));
    },
    async revokeIngress(groupId, rules) {
      await ec2.send(new sdk.RevokeSecurityGroupIngressCommand(inputs.oldIngress(groupId, rules)));
    },
    async deleteSecurityGroup(GroupId) {
      await ec2.send(new sdk.DeleteSecurityGroupCommand({ GroupId }));
    },
    createInterfaceEndpoint(endpoint) {
      return createEndpoint(endpoint.tags, (tags) => inputs.newInterfaceEndpoint({ ...endpoint, tags }));
    },
    createGatewayEndpoint(endpoint) {
      return createEndpoint(endpoint.tags, (tags) => inputs.newGatewayEndpoint({ ...endpoint, tags }));
    },
    async modifyEndpoint(endpointId, change) {
      await ec2.send(new sdk.ModifyVpcEndpointCommand(inputs.endpointChange(endpointId, change)));
    },
    async deleteEndpoints(endpointIds) {
      const { Unsuccessful } = await ec2.send(new sdk.DeleteVpcEndpointsCommand({ VpcEndpointIds: [...endpointIds] }));
      return (Unsuccessful ?? []).map(
        (item): UnsuccessfulItem => ({
          id: item.ResourceId ?? '',
          code: item.Error?.Code ?? '',
          message: item.Error?.Message ?? '',
        }),
      );
    },
    async modifyVpcAttribute(vpcId, attribute, value) {
      await ec2.send(new sdk.ModifyVpcAttributeCommand(inputs.vpcAttribute(vpcId, attribute, value)));
    },
    async createTags(resourceIds, tags) {
      await ec2.send(new sdk.CreateTagsCommand(inputs.newTags(resourceIds, tags)));
    },
    async deleteTags(resourceIds, keys) {
      await ec2.send(new sdk.DeleteTagsCommand(inputs.oldTags(resourceIds, keys)));
    },
  };

  function createEndpoint(
    tags: Readonly<Record<string, string>>,
    input: (tags: Readonly<Record<string, string>>) => sdk.CreateVpcEndpointCommandInput,
  ): Promise<string> {
    const create = async (sent: typeof tags) =>
      (await ec2.send(new sdk.CreateVpcEndpointCommand(input(sent)))).VpcEndpoint?.VpcEndpointId ?? '';
    return cannotTagOnCreate(tags, create, writer.createTags, async (id) => void (await writer.deleteEndpoints([id])));
  }

  return writer;
}
