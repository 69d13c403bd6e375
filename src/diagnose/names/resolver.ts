import { addressesOf, formatAddressSet } from '../../discover/addresses/address-set.ts';
import { isIpv4Address } from '../../discover/addresses/cidr.ts';
import { type Cause, cause } from '../findings/cause.ts';
import { deniedRead, type VpcContext, whyNotVisible } from '../vpc-context.ts';

/**
 * What answers DNS questions in a VPC. `silent`: nothing; `unsure`: a server of the customer's, which may or may not
 * forward to AWS's; `unread`: AWS's resolver or nothing.
 */
export interface Resolver {
  readonly state: 'sound' | 'silent' | 'unsure' | 'unread';
  readonly causes: readonly Cause[];
  /** The customer's servers that DHCP options hand out; null where there are none, or they are not known. */
  readonly servers: OwnServers | null;
  /**
   * Private names, of endpoints and of hosted zones, are in force with both attributes on
   * [aws-facts: private-dns-attributes].
   */
  readonly privateNames: 'on' | 'off' | 'unknown';
}

/** The servers that a set of DHCP options hands out. */
export interface OwnServers {
  readonly optionsId: string;
  /** IPv4 only. */
  readonly addresses: readonly string[];
  /** True where these are all: then no question is answered that reaches none of them. */
  readonly isAll: boolean;
}

/**
 * The VPC's DNS attributes and its DHCP options [aws-facts: private-dns-attributes, custom-dns]. Custom servers may
 * forward to AWS's resolver or answer from anywhere: that leaves every name undecided, and takes the certainty from a
 * resolver that is off.
 */
export function resolverOf(context: VpcContext): Resolver {
  const custom = customServers(context);
  const servers = ownServers(context);
  const attributes = context.index.dnsAttributes.get(context.vpc.id);
  if (attributes === undefined) {
    const causes = [...missingAttributes(context), ...custom];
    return { state: custom.length > 0 ? 'unsure' : 'unread', causes, servers, privateNames: 'unknown' };
  }
  const off = attributes.support ? [] : [cause('dns-support-off', context.vpc.id, {})];
  const privateNames = attributes.support && attributes.hostnames ? 'on' : 'off';
  if (custom.length > 0) return { state: 'unsure', causes: [...custom, ...off], servers, privateNames };
  return { state: attributes.support ? 'sound' : 'silent', causes: off, servers: null, privateNames };
}

/** Nothing where they were not asked for: what was left aside on purpose is not a fault of the account. */
function missingAttributes(context: VpcContext): Cause[] {
  const { index, vpc } = context;
  if (!index.detailed.has(vpc.id)) return [];
  return [whyNotVisible(context, 'dnsAttributes', `The pair of DNS attributes of ${vpc.id}`)];
}

/** Why another resolver than AWS's may answer; empty where it does. */
function customServers(context: VpcContext): Cause[] {
  const id = context.vpc.dhcpOptionsId;
  // `default` stands for options without any entry, and AWS's default is its own resolver.
  if (id === null || id === 'default') return [];
  const options = context.index.dhcpOptions.get(id);
  if (options === undefined) {
    // Foreign or not, DHCP options are shown to participants: only a refusal hides them.
    return [
      deniedRead(context.snapshot, 'dhcpOptions') ??
        whyNotVisible(context, 'dhcpOptions', `The set of DHCP options ${id}`),
    ];
  }
  const own = awsResolvers(context);
  const foreign = options.dnsServers.filter((server) => !own.has(server));
  // Options without servers are not AWS's default: instances are handed none (hashicorp/terraform-provider-aws#2031).
  if (options.dnsServers.length > 0 && foreign.length === 0) return [];
  return [cause('custom-resolver', id, { options: id, servers: foreign.join(', ') || 'none' })];
}

/** The servers that are not AWS's; null where there are none, or none whose address can be followed. */
function ownServers(context: VpcContext): OwnServers | null {
  const { vpc, index } = context;
  const options = index.dhcpOptions.get(vpc.dhcpOptionsId ?? '');
  const own = awsResolvers(context);
  const foreign = (options?.dnsServers ?? []).filter((server) => !own.has(server));
  const addresses = foreign.filter(isIpv4Address);
  if (options === undefined || addresses.length === 0) return null;
  const asksAws = options.dnsServers.length > foreign.length && index.dnsAttributes.get(vpc.id)?.support !== false;
  return { optionsId: options.id, addresses, isAll: addresses.length === foreign.length && !asksAws };
}

/** AWS's resolver goes by its name, by fixed addresses, and by the second address of the VPC's first block. */
function awsResolvers({ vpc }: VpcContext): ReadonlySet<string> {
  const [first] = addressesOf(vpc.cidrBlocks.slice(0, 1));
  const second = first === undefined ? '' : formatAddressSet([{ start: first.start + 2n, end: first.start + 2n }]);
  return new Set(['AmazonProvidedDNS', '169.254.169.253', 'fd00:ec2::253', second]);
}
