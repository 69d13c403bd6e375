import { describe, expect, it } from 'vitest';
import { explain } from '../../src/explain/explain.ts';
import { EMPTY, FAMILIES, NOTHING_KNOWN } from '../../src/explain/families/index.ts';
import { commandText } from '../../src/remedy/command.ts';
import { commandsIn, remedyText } from '../../src/remedy/remedy.ts';
import { ROWS } from './texts/index.ts';

const ALL = [...FAMILIES, NOTHING_KNOWN, EMPTY];

describe('the table of families', () => {
  it('gives each a name of its own', () => {
    expect(new Set(ALL.map((family) => family.id)).size).toBe(ALL.length);
    for (const { id } of ALL) expect(id).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
  });

  it('holds no family that no real text reaches', () => {
    const reached = new Set(ROWS.map(([, text]) => explain(text).family));
    expect(ALL.map((family) => family.id).filter((id) => !reached.has(id))).toEqual([]);
  });

  it('speaks in whole sentences, and cites AWS', () => {
    for (const { id, cause, remedy, references } of ALL) {
      for (const sentence of [cause, remedyText(remedy)]) {
        expect(sentence, id).toMatch(/^[A-Z{`].*[.`]$/s);
        expect(sentence, id).not.toMatch(/ {2}|\n/);
      }
      expect(references.length, id).toBeGreaterThan(0);
    }
  });

  it('always says what to do, with pullpath or without', () => {
    for (const { id, next, instead } of ALL) expect(next !== null || instead !== undefined, id).toBe(true);
  });

  it('offers the audit or the way to the whole text where it cannot tell', () => {
    for (const { id, next, instead } of ALL.filter((family) => family.class === 'unknown')) {
      const reads = commandsIn(instead ?? '').map((command) => commandText(command));
      expect(next?.command === 'audit' || reads.some((line) => line.startsWith('aws ecs describe-tasks')), id).toBe(
        true,
      );
    }
  });

  it('guesses no class: a guess is always unknown', () => {
    for (const family of ALL) expect(family.certainty === 'guess').toBe(family.class === 'unknown');
  });

  it('sends nobody to pullpath for what no endpoint can help', () => {
    for (const family of ALL.filter(
      (one) => one.class === 'not-fixable-by-endpoints' || one.class === 'after-the-pull',
    )) {
      expect(family.next, family.id).toBeNull();
    }
  });
});
