const AWS = 'https://docs.aws.amazon.com';
const LINK = `${AWS}/vpc/latest/privatelink`;
const VPC = `${AWS}/vpc/latest/userguide`;
const ECS = `${AWS}/AmazonECS/latest/developerguide`;
const ROUTE53 = `${AWS}/Route53/latest/DeveloperGuide`;
const EC2_API = `${AWS}/AWSEC2/latest/APIReference`;

/** The pages of AWS that the catalogue rests on. */
export const SOURCES = {
  ecr: `${AWS}/AmazonECR/latest/userguide/vpc-endpoints.html`,
  pullThroughCache: `${AWS}/AmazonECR/latest/userguide/pull-through-cache.html`,
  replication: `${AWS}/AmazonECR/latest/userguide/replication.html`,
  repositoryPolicy: `${AWS}/AmazonECR/latest/userguide/repository-policies.html`,
  fluentBit: `${ECS}/firelens-using-fluentbit.html`,
  ecs: `${ECS}/vpc-endpoints.html`,
  fargateZones: `${ECS}/AWS_Fargate-Regions.html`,
  cannotPull: `${ECS}/task_cannot_pull_image.html`,
  initError: `${ECS}/resource-initialization-error.html`,
  connectivity: `${ECS}/verify-connectivity.html`,
  access: `${LINK}/privatelink-access-aws-services.html`,
  create: `${LINK}/create-interface-endpoint.html`,
  manage: `${LINK}/interface-endpoints.html`,
  gateway: `${LINK}/gateway-endpoints.html`,
  s3: `${LINK}/vpc-endpoints-s3.html`,
  linkQuotas: `${LINK}/vpc-limits-endpoints.html`,
  quotas: `${VPC}/amazon-vpc-limits.html`,
  dns: `${VPC}/vpc-dns.html`,
  zones: `${ROUTE53}/hosted-zone-private-considerations.html`,
  forwardRules: `${ROUTE53}/resolver-overview-forward-vpc-to-network-autodefined-rules.html`,
  hubs: `${AWS}/whitepapers/latest/building-scalable-secure-multi-vpc-network-infrastructure/centralized-access-to-vpc-private-endpoints.html`,
  transitGateway: `${AWS}/vpc/latest/tgw/tgw-vpc-attachments.html`,
  profiles: `${ROUTE53}/profiles.html`,
  acls: `${VPC}/vpc-network-acls.html`,
  groupRules: `${VPC}/security-group-rules.html`,
  sharing: `${VPC}/vpc-share-limitations.html`,
  routePriority: `${VPC}/route-tables-priority.html`,
  subnets: `${VPC}/configure-subnets.html`,
  nat: `${VPC}/nat-gateway-basics.html`,
  route: `${EC2_API}/API_Route.html`,
  endpoint: `${EC2_API}/API_VpcEndpoint.html`,
  service: `${EC2_API}/API_ServiceDetail.html`,
  blockPublicAccess: `${EC2_API}/API_DescribeVpcBlockPublicAccessOptions.html`,
  permissions: `${AWS}/service-authorization/latest/reference/list_amazonec2.html`,
  ecsPermissions: `${AWS}/service-authorization/latest/reference/list_amazonelasticcontainerservice.html`,
  localZones: `${AWS}/local-zones/latest/ug/how-local-zones-work.html`,
  securityHub: `${AWS}/securityhub/latest/userguide/ec2-controls.html`,
  linkPrices: 'https://aws.amazon.com/privatelink/pricing/',
} as const;
