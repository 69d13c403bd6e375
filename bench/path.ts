import type { EC2Client } from '@aws-sdk/client-ec2';
import { type Account, readAccount } from '../test/moto/account.ts';
import type { Job } from './peer.ts';

/** What the guide wants and the VPC still lacks; empty where the path is open. Read without the help of any peer. */
export async function lacking(ec2: EC2Client, job: Job): Promise<string[]> {
  const account = await readAccount(ec2);
  const facts = factsOf(account, job.vpcId);
  return wanted(account, job).filter((fact) => !facts.includes(fact));
}

/** What of all that a peer makes the VPC still has; empty where everything was taken back. */
export async function left(ec2: EC2Client, job: Job): Promise<string[]> {
  return factsOf(await readAccount(ec2), job.vpcId);
}

function wanted({ subnets }: Account, job: Job): string[] {
  const inner = subnets.filter(({ SubnetId }) => job.subnetIds.includes(SubnetId!));
  const service = (name: string) => `com.amazonaws.${job.region}.${name}`;
  return [
    ...['ecr.dkr', 'ecr.api']
      .map(service)
      .flatMap((ecr) => [
        `${ecr} (Interface) is available`,
        `${ecr} has private DNS`,
        ...inner.flatMap(({ SubnetId, CidrBlock }) => [
          `${ecr} is in ${SubnetId}`,
          ...['tcp 80', 'tcp 443', 'udp 53'].map((port) => `${ecr} lets in ${port} from ${CidrBlock}`),
        ]),
      ]),
    `${service('s3')} (Gateway) is available`,
    ...job.routeTableIds.map((id) => `${id} leads to ${service('s3')}`),
  ];
}

/** All that concerns endpoints in a VPC, in sentences. A fresh VPC has none of it. */
function factsOf(account: Account, vpcId: string): string[] {
  const inVpc = (each: { VpcId?: string | undefined }) => each.VpcId === vpcId;
  const endpoints = account.endpoints.filter(inVpc);
  const nameOf = (id: string) => endpoints.find((each) => each.VpcEndpointId === id)?.ServiceName ?? id;
  return [
    ...endpoints.flatMap(({ ServiceName, VpcEndpointType, State, PrivateDnsEnabled, SubnetIds, Groups }) => [
      `${ServiceName} (${VpcEndpointType}) is ${State?.toLowerCase()}`,
      ...(PrivateDnsEnabled ? [`${ServiceName} has private DNS`] : []),
      ...(SubnetIds ?? []).map((id) => `${ServiceName} is in ${id}`),
      ...account.securityGroupRules
        .filter(({ GroupId, IsEgress }) => !IsEgress && Groups?.some((group) => group.GroupId === GroupId))
        .map(
          ({ IpProtocol, FromPort, CidrIpv4 }) => `${ServiceName} lets in ${IpProtocol} ${FromPort} from ${CidrIpv4}`,
        ),
    ]),
    ...account.routeTables
      .filter(inVpc)
      .flatMap(({ RouteTableId, Routes }) => (Routes ?? []).map((route) => ({ RouteTableId, to: route.GatewayId })))
      .filter(({ to }) => to?.startsWith('vpce-'))
      .map(({ RouteTableId, to }) => `${RouteTableId} leads to ${nameOf(to!)}`),
    ...account.securityGroups
      .filter((group) => inVpc(group) && group.GroupName !== 'default')
      .map(({ GroupId, GroupName }) => `${GroupId} is a group (${GroupName})`),
  ];
}
