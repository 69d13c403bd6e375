/**
 * The address that a message ends at: it tells whether name resolution or the way there failed
 * [aws-facts: address-in-message].
 */
import ipaddr from 'ipaddr.js';
import type { NormalizedText } from '../text/normalized-text.ts';

export type AddressScope = 'public' | 'private' | 'link-local' | 'loopback' | 'unknown';

export interface FoundAddress {
  /** Null where the author of the text blanked it out, or it is not an address. */
  readonly ip: string | null;
  readonly port: number | null;
  readonly scope: AddressScope;
  /** Whose public range it lies in: S3's, or one in which only APIs of AWS answer; null where that tells nothing. */
  readonly range: 's3' | 'aws-api' | null;
  /** Whether it is the name server that was asked, or the address that the name resolved to. */
  readonly role: 'resolver' | 'target';
}

const V4 = '(?<v4>\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3})';
const V6 = '\\[(?<v6>[0-9a-z:.%]{2,60})\\]';
const IP = `(?:${V4}|${V6})`;
/** A port at the very end of a text may have been cut, unless it can be no other. */
const NUMBER = '(?:(?<port>443$|\\d{1,5}(?!\\d|$))|\\d{0,5}$)';
const PORT = `:${NUMBER}`;

/** For normalized text, the most telling form first. */
const FORMS: readonly (readonly [role: FoundAddress['role'], form: RegExp])[] = [
  ['resolver', new RegExp(`lookup[a-z0-9._<>*-]{1,253}?on${IP}(?<port>:53)`)],
  ['resolver', new RegExp(`readudp[0-9a-f.:[\\]-]{4,60}${IP}(?<port>:53)`)],
  ['target', new RegExp(`dial(?:tcp|udp)${IP}${PORT}`)],
  ['target', new RegExp(`read(?:tcp)?[0-9a-f.:[\\]]{4,60}-${IP}${PORT}`)],
  ['target', new RegExp(`connect(?:ing|ed)?to[a-z0-9.-]{0,253}?\\(?${IP}\\)?,?(?:port|:)${NUMBER}`)],
  // Java: the host, its port and the addresses it resolved to.
  ['target', new RegExp(`:(?<port>\\d{1,5})\\[[a-z0-9.-]{3,253}/${IP}`)],
  ['target', new RegExp(`(?:timedout|connectto|trying):?[a-z0-9.-]{3,253}/${IP}\\(?(?::|port)${NUMBER}`)],
  // Node: `connect ETIMEDOUT 18.179.209.155:443`, where an IPv6 address stands without brackets.
  ['target', new RegExp(`connecte[a-z]{4,12}(?:${V4}|(?<v6>[0-9a-f:]{6,60}))${PORT}`)],
  // .NET: the host's or the address's end point in parentheses.
  ['target', new RegExp(`\\(${IP}${PORT}`)],
  // Rust and curl.
  ['target', new RegExp(`trying${IP}(?:${PORT})?`)],
  ['target', new RegExp(`${IP}${PORT}:(?:i/otimeout|connect)`)],
  ['target', new RegExp(`dialtcp[0-9a-z*.<-]{1,40}(?:${PORT}|:<?port)`)],
];

/**
 * Blocks of others that company networks often use as if they were private, and in which AWS serves no regional
 * endpoint: the neighbours of 172.16.0.0/12 and 20.0.0.0/8, both seen in VPCs [aws-facts: address-in-message], and
 * those of defence ministries.
 */
const BORROWED = [
  '7.0.0.0/8',
  '11.0.0.0/8',
  '20.0.0.0/8',
  '21.0.0.0/8',
  '22.0.0.0/8',
  '25.0.0.0/8',
  '26.0.0.0/8',
  '28.0.0.0/7',
  '30.0.0.0/8',
  '33.0.0.0/8',
  '55.0.0.0/8',
  '172.32.0.0/11',
  '172.64.0.0/10',
  '172.128.0.0/9',
];

/**
 * Public ranges that tell what was called, joined where nothing else lies between
 * [aws-facts: public-ranges]. The endpoints of ECR and most other APIs share ranges with the instances of customers, so
 * only what is not among those is listed under `aws-api`.
 */
const RANGES: { readonly [R in NonNullable<FoundAddress['range']>]: readonly string[] } = {
  s3: [
    '3.5.0.0/16',
    '16.12.0.0/16',
    '16.15.0.0/16',
    '16.182.0.0/16',
    '18.34.0.0/16',
    '52.82.164.0/22',
    '52.82.188.0/22',
    '52.92.0.0/16',
    '52.95.128.0/18',
    '52.216.0.0/14',
    '54.222.48.0/21',
    '54.222.96.0/21',
    '54.222.112.0/20',
    '54.231.0.0/16',
  ],
  'aws-api': [
    '52.46.128.0/19',
    '52.94.0.0/18',
    '52.94.128.0/18',
    '52.95.0.0/19',
    '52.119.128.0/18',
    '54.239.0.0/18',
    '54.240.248.0/21',
    '209.54.176.0/20',
  ],
};

const SCOPES: { readonly [range: string]: AddressScope } = {
  private: 'private',
  // 100.64.0.0/10, a common secondary block of VPCs that run ECS [aws-facts: secondary-cidrs].
  carrierGradeNat: 'private',
  uniqueLocal: 'private',
  linkLocal: 'link-local',
  loopback: 'loopback',
};

export function findAddress(text: NormalizedText): FoundAddress | null {
  for (const [role, form] of FORMS) {
    const groups = form.exec(text.text)?.groups;
    if (groups === undefined) continue;
    const written = groups.v4 ?? groups.v6 ?? '';
    const ip = isAddress(written) ? written : null;
    const port = groups.port === undefined ? null : Number.parseInt(groups.port.replace(':', ''), 10);
    return { ip, port, role, scope: ip === null ? 'unknown' : scopeOf(ip), range: ip === null ? null : rangeOf(ip) };
  }
  return null;
}

export function isV6(address: FoundAddress): boolean {
  return address.ip?.includes(':') ?? false;
}

function isAddress(written: string): boolean {
  return ipaddr.IPv4.isValidFourPartDecimal(written) || ipaddr.IPv6.isValid(written);
}

function scopeOf(ip: string): AddressScope {
  const address = ipaddr.process(ip);
  const scope = SCOPES[address.range()];
  if (scope !== undefined) return scope;
  // A VPC's IPv6 addresses are global unicast like those of the public hosts: the range tells nothing.
  if (address.kind() === 'ipv6' || address.range() !== 'unicast') return 'unknown';
  return BORROWED.some((cidr) => isInside(address, cidr)) ? 'unknown' : 'public';
}

function rangeOf(ip: string): FoundAddress['range'] {
  const address = ipaddr.process(ip);
  if (RANGES.s3.some((cidr) => isInside(address, cidr))) return 's3';
  return RANGES['aws-api'].some((cidr) => isInside(address, cidr)) ? 'aws-api' : null;
}

function isInside(address: ipaddr.IPv4 | ipaddr.IPv6, cidr: string): boolean {
  const [block, length] = ipaddr.parseCIDR(cidr);
  return block.kind() === address.kind() && address.match(block, length);
}
