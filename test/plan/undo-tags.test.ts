import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isModifiedBy, readUndo, undoKeys, undoTags } from '../../src/plan/undo-tags.ts';

const id = fc.stringMatching(/^sg-[0-9a-f]{8,17}$/);

describe('undo tags', () => {
  it('give back the list that was written, however long', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 100 }), (ids) => {
        expect(readUndo(undoTags('groups', ids), 'groups')).toEqual(ids);
      }),
    );
  });

  it('never hold more than 256 characters in a value', () => {
    fc.assert(
      fc.property(fc.array(id, { maxLength: 100 }), (ids) => {
        for (const value of Object.values(undoTags('groups', ids))) expect(value.length).toBeLessThanOrEqual(256);
      }),
    );
  });

  it.each([
    // 20 characters and a space each: twelve are 251 characters, the thirteenth begins a second tag.
    [12, ['pullpath:undo:groups']],
    [13, ['pullpath:undo:groups', 'pullpath:undo:groups:2']],
    [24, ['pullpath:undo:groups', 'pullpath:undo:groups:2']],
    [25, ['pullpath:undo:groups', 'pullpath:undo:groups:2', 'pullpath:undo:groups:3']],
  ])('spread %i ids of 20 characters over the tags %j', (count, keys) => {
    const ids = Array.from({ length: count }, (_, i) => `sg-${String(i).padStart(17, '0')}`);
    expect(Object.keys(undoTags('groups', ids))).toEqual(keys);
  });

  it('record that there was nothing before as something to put back', () => {
    expect(undoTags('groups', [])).toEqual({ 'pullpath:undo:groups': '-' });
    expect(readUndo({ 'pullpath:undo:groups': '-' }, 'groups')).toEqual([]);
  });

  it('say nothing of a name that was not recorded', () => {
    expect(readUndo({ Name: 'x' }, 'groups')).toBeNull();
  });

  it('go together with the stack tag on a foreign thing, which keeps its own tags', () => {
    const tags = { Name: 'theirs', 'pullpath:stack': 'default', 'pullpath:undo:groups': 'sg-1' };
    expect(undoKeys(tags)).toEqual(['pullpath:undo:groups', 'pullpath:stack']);
  });

  it('make a thing modified by a stack only where the stack did not create it', () => {
    const undo = { 'pullpath:stack': 'blue', 'pullpath:undo:groups': 'sg-1' };
    expect(isModifiedBy(undo, 'blue')).toBe(true);
    expect(isModifiedBy(undo, 'green')).toBe(false);
    expect(isModifiedBy({ ...undo, 'pullpath:managed-by': 'pullpath' }, 'blue')).toBe(false);
    expect(isModifiedBy({ 'pullpath:stack': 'blue' }, 'blue')).toBe(false);
  });
});
