import { dnsSuffixOf } from '../facts/dns-suffix.ts';

/** The host of an account's private registry, by its classic name, which endpoints answer to. */
export function registryHost(account: string, region: string): string {
  return `${account}.dkr.ecr.${region}.${dnsSuffixOf(region)}`;
}
