import { aws } from '../remedy/command.ts';
import type {
  DeletionPart,
  DeploymentPart,
  ExportModel,
  Limit,
  RevocationPart,
  VpcAttributePart,
  WaitPart,
} from './model.ts';

/**
 * What no declarative format says: they describe what is to stand, and nothing that is done once. Each with the command
 * that does it.
 */
export const DECLARATIVE_LIMITS = {
  'vpc-attribute': ({ attribute, stands }: VpcAttributePart, { vpcId, region }: ExportModel): Limit => {
    const flag = attribute === 'enableDnsSupport' ? 'enable-dns-support' : 'enable-dns-hostnames';
    const argument = flag.replaceAll('-', '_');
    return {
      message: stands
        ? `The stack switched on ${attribute} of ${vpcId}. It belongs to whatever declares the VPC: in Terraform ${argument} = true.`
        : `${attribute} of ${vpcId} has to be switched on first, or AWS refuses private DNS. It belongs to whatever declares the VPC: in Terraform ${argument} = true.`,
      remedy: stands ? '' : ['Or by hand:', aws('ec2 modify-vpc-attribute', { 'vpc-id': vpcId, [flag]: true, region })],
    };
  },
  revocation: ({ groupId, rules }: RevocationPart, { region }: ExportModel): Limit => ({
    message: `${groupId} loses rules that no pull needs; nothing here takes them away, since the group is not declared here.`,
    remedy: rules.map(({ protocol, fromPort, peer }) =>
      aws('ec2 revoke-security-group-ingress', {
        'group-id': groupId,
        protocol,
        port: String(fromPort),
        cidr: peer.value,
        region,
      }),
    ),
  }),
  'endpoint-deletion': ({ endpointIds }: DeletionPart, { region }: ExportModel): Limit => ({
    message: `${endpointIds.join(', ')} failed and must be deleted before this is applied.`,
    remedy: [aws('ec2 delete-vpc-endpoints', { 'vpc-endpoint-ids': endpointIds, region })],
  }),
  'endpoint-wait': ({ endpointId }: WaitPart): Limit => ({
    message: `${endpointId} is not available yet; tasks are served once it is.`,
    remedy: '',
  }),
  'forced-deployment': ({ cluster, service }: DeploymentPart, { region }: ExportModel): Limit => ({
    message: `A forced deployment of ${service} is done once, and not declared. Afterwards:`,
    remedy: [aws('ecs update-service', { cluster, service, 'force-new-deployment': true, region })],
  }),
};
