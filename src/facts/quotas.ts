/** A quota of AWS: its default, and its code in Service Quotas; null where AWS does not raise it. */
export interface Quota {
  readonly default: number;
  readonly code: string | null;
}

/**
 * The default quotas that endpoints and their security groups count against [aws-facts: quotas]. EC2 does not tell what
 * an account was granted beyond them.
 */
export const QUOTAS = {
  interfaceEndpointsPerVpc: { default: 50, code: 'L-29B6F2EB' },
  gatewayEndpointsPerRegion: { default: 20, code: 'L-1B52E74A' },
  /** Per direction, and for each address family. */
  rulesPerSecurityGroup: { default: 60, code: 'L-0EA8095F' },
  securityGroupsPerRegion: { default: 2500, code: 'L-E79EC296' },
  /** Per network interface, and so per endpoint. */
  securityGroupsPerInterface: { default: 5, code: 'L-2AFB9258' },
  networkInterfacesPerZone: { default: 5000, code: 'L-DF5E4CA3' },
  endpointPolicyCharacters: { default: 20_480, code: null },
} as const satisfies Record<string, Quota>;

/** The most security groups that AWS grants an interface, whatever was asked for [aws-facts: quotas]. */
export const MOST_SECURITY_GROUPS_PER_INTERFACE = 16;
