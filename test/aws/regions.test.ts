import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isKnownRegion, REGIONS } from '../../src/aws/regions.ts';

/** The SDK's own table, which it does not export. */
function regionsOfSdk(): string[] {
  const require = createRequire(import.meta.resolve('@aws-sdk/client-ec2'));
  const core = dirname(require.resolve('@aws-sdk/core/package.json'));
  const table = join(core, 'dist-es/submodules/client/util-endpoints/lib/aws/partitions.js');
  const names = [...readFileSync(table, 'utf8').matchAll(/"([a-z0-9-]+)": \{\s*"description": "/g)].map(
    ([, name]) => name!,
  );
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
