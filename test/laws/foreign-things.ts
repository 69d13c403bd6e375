import type { World } from '../../src/sandbox/network/types.ts';

type Request = { readonly action: string; readonly params: Readonly<Record<string, string>> };

/** What a mutating request changes, beyond making something new: the ids that it names as its object. */
export function changedBy({ action, params }: Request): string[] {
  const listed = (name: string) =>
    Object.entries(params).flatMap(([key, id]) => (key.startsWith(`${name}.`) ? [id] : []));
  switch (action) {
    case 'CreateTags':
    case 'DeleteTags':
      return listed('ResourceId');
    case 'DeleteVpcEndpoints':
      return listed('VpcEndpointId');
    case 'ModifyVpcEndpoint':
      return [params.VpcEndpointId!];
    case 'ModifyVpcAttribute':
      return [params.VpcId!];
    case 'AuthorizeSecurityGroupIngress':
    case 'RevokeSecurityGroupIngress':
    case 'DeleteSecurityGroup':
      return [params.GroupId!];
    case 'CreateSecurityGroup':
    case 'CreateVpcEndpoint':
      return [];
    default:
      throw new Error(`${action} is no request that pullpath sends`);
  }
}

/** Everything that stood before us. */
export function idsIn(world: World): ReadonlySet<string> {
  const lists = [
    world.vpcs,
    world.subnets,
    world.routeTables,
    world.networkAcls,
    world.securityGroups,
    world.endpoints,
  ];
  return new Set(lists.flatMap((things: readonly { id: string }[]) => things.map(({ id }) => id)));
}
