import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { FAMILIES } from '../../src/explain/families/index.ts';
import { ROWS } from './texts/index.ts';

const MESSAGE =
  'CannotPullContainerError: Error response from daemon: Get "https://111122223333.dkr.ecr.sa-east-1.amazonaws.com/v2/": net/http: TLS handshake timeout';

const MEGABYTE = 1024 * 1024;

/** Beginnings of what the rules look for: over and over, they are the worst for a search that backtracks. */
const TEASERS = [
  'a',
  '1.',
  '\\',
  '\\\\u',
  '&#',
  '&amp;amp;',
  '<br',
  '> ',
  '\u001b[31m',
  'dial tcp ',
  'lookup',
  'lookup a on ',
  'read udp 1:',
  'https://',
  'arn:aws:ecs:',
  'arn:aws:ecs:us-east-1:111122223333:task/',
  '111122223333.dkr.ecr.',
  'docker.io/',
  'prod-us-east-1-starport-layer-bucket.s3.',
  'fs-0123456789abcdef0.efs.',
  'not authorized to perform: a:',
  'CannotPullContainerError: ',
];

/** The same of all phrases. */
const PHRASES = [
  ...new Set(FAMILIES.flatMap((family) => (family.all ?? []).flat().map((phrase) => phrase.split('…')[0] ?? ''))),
];

describe('a text of any size', () => {
  it('is read to its end where that is near', () => {
    expect(explain(`${'x '.repeat(50_000)}${MESSAGE}`)).toMatchObject({
      family: 'handshake-timeout',
      charactersNotRead: 0,
    });
  });

  it.each([
    ['front', `${MESSAGE}\n${'log line\n'.repeat(MEGABYTE / 9)}`],
    ['back', `${'log line\n'.repeat(MEGABYTE / 9)}${MESSAGE}`],
  ])('is searched at its %s where it is too long, and the rest is counted', (_end, text) => {
    const { family, charactersNotRead } = explain(text);
    expect(family).toBe('handshake-timeout');
    expect(charactersNotRead).toBe(text.length - 256 * 1024);
  });

  it('takes no more than linear time, whatever it teases the rules with', () => {
    for (const [size, teasers] of [
      [256 * 1024, TEASERS],
      [16 * 1024, PHRASES],
    ] as const) {
      for (const teaser of teasers) {
        expect(explain(teaser.repeat(Math.ceil(size / teaser.length))).family, teaser).toBeTypeOf('string');
      }
    }
  });

  it('is read in pieces by the rules, never copied whole into the answer', () => {
    const text = ROWS.map(([, row]) => row)
      .join('\n')
      .repeat(3);
    expect(JSON.stringify(explain(text)).length).toBeLessThan(40_000);
  });
});
