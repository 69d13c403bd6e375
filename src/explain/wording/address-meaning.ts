import type { HopName } from '../hop.ts';
import type { FoundHost } from '../hosts/hosts.ts';
import type { AddressScope, FoundAddress } from '../message/address.ts';
import { isV6 } from '../message/address.ts';

/** What the address says about the way to the host, in one or two sentences. */
export function meaningOf(address: FoundAddress, hop: HopName | null, host: FoundHost | null): string {
  if (address.ip === null) {
    return 'The address was blanked out of the text; with it, it could be told whether name resolution or the way there failed.';
  }
  if (address.scope === 'link-local' || address.scope === 'loopback') return LOCAL[address.scope];
  if (address.role === 'resolver') return resolverMeaning(address);
  if (isV6(address)) {
    return 'An IPv6 address: those of endpoint interfaces and those of public hosts look alike, so it does not tell which answered. The name has IPv6 records, and the task preferred them.';
  }
  if (host?.kind === 'registry' || host?.kind === 'public-ecr') return REGISTRY[address.scope];
  if (host?.kind === 'mount-target')
    return 'The address of the file system itself: its mount target is inside the VPC.';
  return (hop === 's3' ? S3 : SERVICE)[address.scope];
}

const LOCAL = {
  'link-local':
    'A link-local address, which the host serves itself (task metadata, credentials, name server): routes, endpoints and security groups play no part.',
  loopback: 'The task itself: a proxy that is expected inside the task, or a name that a hosts file points there.',
};

type Meanings = { readonly [S in Exclude<AddressScope, 'link-local' | 'loopback'>]: string };

const SERVICE: Meanings = {
  public:
    'A public address: the name was resolved past any interface endpoint (there is none, its private DNS is off, or the name server in use does not ask the resolver of the VPC), and the subnet has no working way to the internet.',
  private:
    'A private address: the name resolved to the interface of an endpoint, so name resolution is right. The security group of the endpoint, that of the task, or a network ACL lets no TCP 443 through.',
  unknown:
    'Neither a private range nor one in which AWS serves endpoints, but VPCs are often numbered like that. If it is in a CIDR block of the VPC, the name resolved to an endpoint, and a security group or network ACL blocks TCP 443; otherwise name resolution missed the endpoint.',
};

const S3: Meanings = {
  public:
    'S3 resolves to public addresses with a gateway endpoint too, so this says nothing against one: the route table of the subnet lacks the route to the endpoint, or the security group of the task or a network ACL lets no TCP 443 through to the prefix list of S3.',
  private:
    'A private address: S3 is reached through an interface endpoint here. The security group of that endpoint, that of the task, or a network ACL lets no TCP 443 through.',
  unknown: SERVICE.unknown,
};

const REGISTRY: Meanings = {
  public: 'The public address of the registry: the subnet has no working way to the internet.',
  private:
    'A private address: a registry, mirror or proxy in your own network, to which a route, security group or firewall is missing.',
  unknown: 'An address outside the private ranges: most likely that of the registry on the internet.',
};

function resolverMeaning(address: FoundAddress): string {
  return /\.2$|^fd00:ec2::253$/.test(address.ip ?? '')
    ? 'The name server that was asked: by its number the resolver that AWS provides in the VPC.'
    : 'The name server that was asked. If it is not the resolver of the VPC, it must forward AWS names to that one, since only it knows the endpoints.';
}
