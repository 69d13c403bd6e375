/** One rule of a security group as a change names it; `fromPort`/`toPort` inclusive. */
export interface IngressRule {
  readonly protocol: 'tcp' | 'udp';
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidr: string;
  readonly description: string;
}

export interface NewSecurityGroup {
  readonly vpcId: string;
  readonly name: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

interface NewEndpoint {
  readonly vpcId: string;
  /** The full service name as the region offers it. */
  readonly service: string;
  /**
   * At most 64 ASCII characters; the same token with the same parameters makes nothing new [aws-facts: client-token].
   */
  readonly clientToken: string;
  readonly tags: Readonly<Record<string, string>>;
}

export interface NewInterfaceEndpoint extends NewEndpoint {
  /** At most one per zone. */
  readonly subnetIds: readonly string[];
  readonly groupIds: readonly string[];
  /** Always sent: AWS switches private DNS on where the parameter is left out [aws-facts: private-dns-default]. */
  readonly privateDns: boolean;
}

export interface NewGatewayEndpoint extends NewEndpoint {
  readonly routeTableIds: readonly string[];
}

/** What to add to or take from an endpoint; one `ModifyVpcEndpoint`. */
export interface EndpointChange {
  readonly addSubnetIds?: readonly string[];
  readonly addGroupIds?: readonly string[];
  readonly removeGroupIds?: readonly string[];
  readonly addRouteTableIds?: readonly string[];
  readonly privateDns?: boolean;
}

/** An item that AWS refused although the call as a whole answered HTTP 200 [aws-facts: delete-endpoints]. */
export interface UnsuccessfulItem {
  readonly id: string;
  readonly code: string;
  readonly message: string;
}

export type VpcDnsAttribute = 'enableDnsSupport' | 'enableDnsHostnames';

/**
 * Every call that changes, and no other. One method is one EC2 request (the SDK's retries aside), and rejects with a
 * `PullpathError` whose `code` is AWS's own. There are two implementations: one acts, one asks with `DryRun` whether it
 * would be allowed to; the second resolves where AWS says yes and makes nothing (ids it answers are made up).
 */
export interface Writer {
  /** Answers the new group's id. */
  createSecurityGroup(group: NewSecurityGroup): Promise<string>;
  /** The whole batch is refused where one rule of it exists [aws-facts: rule-batch]: send missing ones only. */
  authorizeIngress(
    groupId: string,
    rules: readonly IngressRule[],
    tags: Readonly<Record<string, string>>,
  ): Promise<void>;
  revokeIngress(groupId: string, rules: readonly IngressRule[]): Promise<void>;
  deleteSecurityGroup(groupId: string): Promise<void>;
  /** Answers the new endpoint's id. */
  createInterfaceEndpoint(endpoint: NewInterfaceEndpoint): Promise<string>;
  /** Answers the new endpoint's id. */
  createGatewayEndpoint(endpoint: NewGatewayEndpoint): Promise<string>;
  modifyEndpoint(endpointId: string, change: EndpointChange): Promise<void>;
  /** One call for all: each costs a token of a small bucket [aws-facts: throttling]. Answers what was refused. */
  deleteEndpoints(endpointIds: readonly string[]): Promise<UnsuccessfulItem[]>;
  /** One attribute a call; hostnames can be on only while support is on [aws-facts: private-dns-attributes]. */
  modifyVpcAttribute(vpcId: string, attribute: VpcDnsAttribute, value: boolean): Promise<void>;
  createTags(resourceIds: readonly string[], tags: Readonly<Record<string, string>>): Promise<void>;
  deleteTags(resourceIds: readonly string[], keys: readonly string[]): Promise<void>;
}
