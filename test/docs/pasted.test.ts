import { describe, expect, it } from 'vitest';
import { PAGES, readPage, writePage } from './pages.ts';
import { filled } from './pasted.ts';

describe('what a page shows of the program', () => {
  it.each(PAGES)('is what the program prints: %s (UPDATE_DOCS=1 writes it)', async (page) => {
    const now = await filled(readPage(page));
    if (process.env.UPDATE_DOCS === '1') writePage(page, now);
    expect(readPage(page)).toBe(now);
  });
});
