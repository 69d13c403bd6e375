import { type AddressSet, addressesOf, difference } from '../../discover/addresses/address-set.ts';
import { PUBLIC_ADDRESSES } from '../../discover/addresses/public-addresses.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import type { Cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import { type VpcContext, whyNotVisible } from '../vpc-context.ts';

/** Where a service's public addresses are, as far as EC2 tells. */
export interface PublicAddresses {
  readonly addresses: AddressSet;
  /** AWS's prefix list of exactly these addresses, for S3 and DynamoDB. */
  readonly prefixListId: string | undefined;
  /** Why the addresses are taken for all public ones, where a list should tell them. */
  readonly unlistedCauses: readonly Cause[];
}

/**
 * The public addresses of a need: the service's prefix list where it has one, else every public address. The list of
 * the gateway endpoint's own route counts, and failing that the one that is named for the service.
 */
export function publicAddressesOf(context: VpcContext, need: Need): PublicAddresses {
  const { region, prefixLists } = context.snapshot;
  const everywhere = difference(PUBLIC_ADDRESSES, addressesOf(context.vpc.cidrBlocks));
  if (need.type !== 'Gateway') {
    // Lists that AWS names after a service hold only that service's addresses.
    const listed = prefixLists.filter(({ name }) => name !== null && suffixOf(region, name) !== name);
    const taken = addressesOf(listed.flatMap(({ cidrs }) => cidrs ?? []));
    return { addresses: difference(everywhere, taken), prefixListId: undefined, unlistedCauses: [] };
  }
  const list = prefixLists.find(({ name }) => name !== null && suffixOf(region, name) === need.service);
  if (list !== undefined && list.cidrs !== null && list.cidrs.length > 0) {
    return { addresses: addressesOf(list.cidrs.filter(isIpv4)), prefixListId: list.id, unlistedCauses: [] };
  }
  return {
    addresses: everywhere,
    prefixListId: list?.id,
    unlistedCauses: [whyNotVisible(context, 'prefixLists', `The prefix list of ${need.service}`)],
  };
}

function isIpv4(cidr: string): boolean {
  return !cidr.includes(':');
}
