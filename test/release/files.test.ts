import { describe, expect, it } from 'vitest';
import { packageDirectory } from '../../scripts/licences.js';
import { billOfMaterials, formula, section } from '../../scripts/release-files.js';

const CHANGELOG =
  '# Changelog\n\n## Unreleased\n\n## 1.2.3 (2026-12-01)\n\n- The problem was. It is not.\n\n## 1.2\n\n- Old.\n';

describe('the notes of a release', () => {
  it('are the section of the changelog for its version, and of no other that begins like it', () => {
    expect(section(CHANGELOG, '1.2.3')).toBe('- The problem was. It is not.\n');
    expect(section(CHANGELOG, '1.2')).toBe('- Old.\n');
  });

  it.each(['1.2.4', '1', 'Unreleased'])('are missed where there is none, or nothing in it: %s', (title) => {
    expect(() => section(CHANGELOG, title)).toThrow(`"${title}"`);
  });
});

const component = (name: string, version: string) => ({
  'bom-ref': `${name}@${version}`,
  name,
  version,
  scope: 'excluded',
  properties: [{ name: 'cdx:npm:package:development', value: 'true' }],
});
const LOCK = {
  bomFormat: 'CycloneDX',
  metadata: { component: { 'bom-ref': 'pullpath@1.2.3', name: 'clone', version: '1.2.3' } },
  components: [component('zod', '4.0.0'), component('@aws-sdk/core', '3.0.0'), component('vitest', '4.0.0')],
  dependencies: [
    { ref: 'pullpath@1.2.3', dependsOn: ['zod@4.0.0', 'vitest@4.0.0'] },
    { ref: 'vitest@4.0.0', dependsOn: ['zod@4.0.0'] },
  ],
};

describe('the bill of materials', () => {
  it('is what npm says of the lock file, less what is not in the bundle', () => {
    const bill = billOfMaterials(LOCK, 'x\n\nzod 4.0.0 (MIT)\n@aws-sdk/core 3.0.0 (Apache-2.0)\n\nMIT (the licence)\n');
    expect(bill).toEqual({
      bomFormat: 'CycloneDX',
      metadata: { component: { 'bom-ref': 'pullpath@1.2.3', name: 'pullpath', version: '1.2.3' } },
      components: [
        { 'bom-ref': 'zod@4.0.0', name: 'zod', version: '4.0.0', scope: 'required' },
        { 'bom-ref': '@aws-sdk/core@3.0.0', name: '@aws-sdk/core', version: '3.0.0', scope: 'required' },
      ],
      dependencies: [{ ref: 'pullpath@1.2.3', dependsOn: ['zod@4.0.0'] }],
    });
  });

  it('is not made where the bundle has what the lock file does not', () => {
    expect(() => billOfMaterials(LOCK, 'zod 4.0.1 (MIT)\n')).toThrow('zod@4.0.1');
  });
});

it('the formula names the package and its checksum', () => {
  expect(formula('url "{{url}}"\nsha256 "{{sha256}}"\n', 'https://a/b.tgz', 'c0ffee')).toBe(
    'url "https://a/b.tgz"\nsha256 "c0ffee"\n',
  );
});

describe('the package that a module of the bundle belongs to', () => {
  it.each([
    ['/home/me/pullpath/node_modules/zod/v4/core/api.js', '/home/me/pullpath/node_modules/zod'],
    ['/home/me/pullpath/node_modules/@aws-sdk/core/dist/a.js', '/home/me/pullpath/node_modules/@aws-sdk/core'],
    ['/p/node_modules/a/node_modules/b/c.js', '/p/node_modules/a/node_modules/b'],
    ['C:\\pullpath\\node_modules\\@aws-sdk\\core\\dist\\a.js', 'C:\\pullpath\\node_modules\\@aws-sdk\\core'],
    ['C:\\pullpath\\src\\cli\\main.ts', undefined],
  ])('is told from its path on any system: %s', (path, directory) => {
    expect(packageDirectory(path)).toBe(directory);
  });
});
