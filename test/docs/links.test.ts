import { existsSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { PAGES, ROOT, readPage } from './pages.ts';

/** The relative links of a page, pictures included, as paths from the root. */
function linksOf(page: string): { readonly path: string; readonly anchor: string | undefined }[] {
  const prose = readPage(page).replace(/^```.*?^```$/gms, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', anchor] = target.split('#');
      return { path: file === '' ? page : normalize(join(dirname(page), file)), anchor };
    });
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
