import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { PAGES, ROOT, readPage } from './pages.ts';

/**
 * The links of a page to files of the repository, pictures included, as paths from the root. The README is in the
 * package, without the documents: its links are whole addresses, of the repository that package.json names.
 */
function linksOf(page: string): { readonly path: string; readonly anchor: string | undefined }[] {
  const prose = readPage(page).replace(/^```.*?^```$/gms, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.flatMap((target) => {
    const [path, anchor] = repositoryPath(page, target)?.split('#') ?? [];
    return path ? [{ path, anchor }] : [];
  });
}

const REPOSITORY = manifest.repository.url.replace(/^git\+https:\/\/github\.com\/|\.git$/g, '');
const ADDRESSES = [
  `https://github.com/${REPOSITORY}/blob/main/`,
  `https://raw.githubusercontent.com/${REPOSITORY}/main/`,
];

/**
 * The path from the root, anchor and all, that a link of a page leads to; undefined where it leads out of the
 * repository.
 */
function repositoryPath(page: string, target: string): string | undefined {
  if (target.startsWith('#')) return `${page}${target}`;
  const address = ADDRESSES.find((start) => target.startsWith(start));
  if (address !== undefined) return target.slice(address.length);
  return /^[a-z]+:/.test(target) ? undefined : normalize(join(dirname(page), target));
}

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(page: string): string[] {
  const prose = readPage(page).replace(/^```.*?^```$/gms, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

describe('a link between the documents', () => {
  it.each(PAGES)('leads to something that is there: from %s', (page) => {
    const broken = linksOf(page).filter(
      ({ path, anchor }) =>
        !existsSync(`${ROOT}${path}`) || (anchor !== undefined && !anchorsOf(path).includes(anchor)),
    );
    expect(broken).toEqual([]);
  });
});
