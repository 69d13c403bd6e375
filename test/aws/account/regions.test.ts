import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isKnownRegion, REGIONS } from '../../../src/aws/account/regions.ts';

/** The SDK's own table, which it does not export. */
const TABLE = '../../../node_modules/@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js';

function regionsOfSdk(): string[] {
  const table = readFileSync(new URL(TABLE, import.meta.url), 'utf8');
  const names = [...table.matchAll(/"([a-z0-9-]+)": \{\s*"description": "/g)].map(([, name]) => name!);
  return names.filter((name) => !name.endsWith('-global'));
}

describe('the table of regions', () => {
  it('is that of the SDK in use', () => {
    expect(REGIONS.map((region) => region.name).sort()).toEqual(regionsOfSdk().sort());
  });

  it('tells a region from a misspelt one', () => {
    expect(isKnownRegion('eu-west-1')).toBe(true);
    expect(isKnownRegion('eu-wset-1')).toBe(false);
  });
});
