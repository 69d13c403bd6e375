import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/diagnose/catalogue/catalogue.ts';
import { findingsPage } from '../../../src/diagnose/findings/findings-page.ts';

const PAGE = fileURLToPath(new URL('../../../docs/findings.md', import.meta.url));

describe('the page of findings', () => {
  it('in docs/ is what the catalogue says (UPDATE_DOCS=1 writes it)', () => {
    const page = findingsPage();
    if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
    expect(readFileSync(PAGE, 'utf8')).toBe(page);
  });

  it('has a section for every finding, which its table of contents leads to', () => {
    const page = findingsPage();
    for (const [name, { code }] of Object.entries(CATALOGUE)) {
      expect(page).toContain(`### ${code} ${name}\n`);
      expect(page).toContain(`(#${code.toLowerCase()}-${name})`);
    }
  });
});

describe('the catalogue', () => {
  const entries = Object.entries(CATALOGUE);

  it('gives each finding a code of its own', () => {
    expect(new Set(entries.map(([, { code }]) => code)).size).toBe(entries.length);
  });

  it.each(entries)('%s names itself in kebab case, rests on a page of AWS and says what to do', (name, entry) => {
    expect(name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(entry.code).toMatch(/^PP[0-9]\d\d$/);
    expect(entry.sources.length).toBeGreaterThan(0);
    for (const source of entry.sources) expect(source).toMatch(/^https:\/\/(docs\.)?aws\.amazon\.com\//);
    expect(entry.remedy).not.toBe('');
  });

  it.each(entries)('%s has a severity that goes with its verdict', (_, { verdict, severity }) => {
    const allowed = { closed: ['closes'], unknown: ['undecided', 'note'], open: ['endangers', 'note'] }[verdict];
    expect(allowed).toContain(severity);
  });
});
