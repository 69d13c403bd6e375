import { addressesOf, difference } from './address-set.ts';

/** Ranges that no AWS service answers from: private, shared, link-local, loopback, multicast and reserved. */
export const NEVER_PUBLIC = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '224.0.0.0/3',
];

/**
 * Where a service's public IPv4 addresses may lie. EC2 tells those of S3 and DynamoDB only (their prefix lists), so a
 * public path is judged for all of these: what holds for every one of them holds for the service.
 */
export const PUBLIC_ADDRESSES = difference(addressesOf(['0.0.0.0/0']), addressesOf(NEVER_PUBLIC));
