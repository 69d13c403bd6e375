import type { Reader } from '../../aws/read/reader.ts';
import { PullpathError } from '../../errors.ts';
import { mapConcurrent } from '../reading/map-concurrent.ts';
import type { ReadPart } from '../reading/unread.ts';
import type { DnsAttributes } from '../snapshot.ts';

/** VPCs asked about at a time, two requests each: EC2 gives these attributes one by one. */
export const DNS_WAVE = 10;

/** The DNS attributes of these VPCs; those that cannot be read are left out and recorded. */
export async function readDnsAttributes(
  reader: Reader,
  readPart: ReadPart,
  vpcIds: readonly string[],
): Promise<DnsAttributes[]> {
  const found = await mapConcurrent(vpcIds, DNS_WAVE, (vpcId) =>
    readPart<DnsAttributes | null>('dnsAttributes', () => attributesOf(reader, vpcId), null),
  );
  return found.filter((attributes) => attributes !== null);
}

/** Null for a VPC that is not there: that is a fact, and no failure to read. */
async function attributesOf(reader: Reader, vpcId: string): Promise<DnsAttributes | null> {
  try {
    const { enableDnsSupport, enableDnsHostnames } = await reader.vpcAttributes(vpcId);
    return { vpcId, support: enableDnsSupport, hostnames: enableDnsHostnames };
  } catch (error) {
    if (error instanceof PullpathError && /^InvalidVpcID\./i.test(error.code)) return null;
    throw error;
  }
}
