import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Tags } from '../../../src/discover/entities/tags.ts';
import {
  ENDPOINT_RECORDS,
  isModifiedBy,
  malformedUndo,
  readUndo,
  undoKeys,
  undoTags,
  VPC_RECORDS,
} from '../../../src/plan/rollback/undo-tags.ts';

const id = fc.stringMatching(/^sg-[0-9a-f]{8,17}$/);

const SG = 'sg-0123456789abcdef0';
const RUN = '20261006T094501Z-1f2e3d4c';

/** Thirteen groups fill one tag and begin a second. */
const SPLIT = undoTags(
  'groups',
  Array.from({ length: 13 }, (_, i) => `sg-${String(i).padStart(17, '0')}`),
);

describe('undo tags that pullpath does not write', () => {
  const anywhere: readonly (readonly [string, Tags])[] = [
    ...[
      '',
      '-',
      ' ',
      'true',
      'True',
      'TRUE',
      'False',
      'FALSE',
      'off',
      '0',
      'no',
      'null',
      ' false',
      'false ',
      'false false',
    ]
      .map((value) => [value, `"${value}"`] as const)
      .flatMap(([value, title]) =>
        ['dns-support', 'dns-hostnames', 'private-dns'].map(
          (name) => [`${name} of ${title}`, { [`pullpath:undo:${name}`]: value }] as const,
        ),
      ),
    ['dns-support in two parts', { 'pullpath:undo:dns-support': 'false', 'pullpath:undo:dns-support:2': 'false' }],
    ...[
      '',
      ' ',
      '--',
      '- -',
      'sg-1',
      'SG-0123456789abcdef0',
      `${SG},${SG}`,
      `${SG}  ${SG}`,
      ` ${SG}`,
      `${SG} -`,
      'true',
    ].map((value) => [`groups of "${value}"`, { 'pullpath:undo:groups': value }] as const),
    ['groups without their first part', { 'pullpath:undo:groups:2': SG }],
    ['groups with a part missing', { ...SPLIT, 'pullpath:undo:groups:4': SG }],
    ['groups with a second part where one is enough', { 'pullpath:undo:groups': SG, 'pullpath:undo:groups:2': SG }],
    ['groups with a part numbered otherwise', { 'pullpath:undo:groups': SG, 'pullpath:undo:groups:02': SG }],
    ['groups with a part of another name', { 'pullpath:undo:groups': SG, 'pullpath:undo:groups:x': SG }],
    ['a name that pullpath has not', { 'pullpath:undo:policy': 'false' }],
    ['no name', { 'pullpath:undo:': 'false' }],
    ['a name that every object has', { 'pullpath:undo:constructor': 'false' }],
    ['a run that is not called like one', { 'pullpath:undo:run': 'x' }],
  ];

  it.each(anywhere)('say nothing, are all found, and never go: %s', (_, tags) => {
    for (const names of [ENDPOINT_RECORDS, VPC_RECORDS]) {
      expect(names.map((name) => readUndo(tags, name)).filter((values) => values !== null)).toEqual([]);
      expect(malformedUndo(tags, names).sort()).toEqual(Object.keys(tags).sort());
      expect(undoKeys({ ...tags, 'pullpath:stack': 'default' }, names)).toEqual([]);
    }
  });

  it('are those of an endpoint on a VPC, and the reverse', () => {
    expect(malformedUndo({ 'pullpath:undo:dns-support': 'false' }, ENDPOINT_RECORDS)).toHaveLength(1);
    expect(malformedUndo({ 'pullpath:undo:private-dns': 'false' }, VPC_RECORDS)).toHaveLength(1);
  });

  it('keep the stack’s tag and the run, when what is sound beside them goes', () => {
    const sound = { 'pullpath:undo:dns-hostnames': 'false' };
    const tags = {
      ...sound,
      'pullpath:undo:dns-support': 'True',
      'pullpath:undo:run': RUN,
      'pullpath:stack': 'default',
    };
    expect(undoKeys(tags, VPC_RECORDS)).toEqual(Object.keys(sound));
  });

  it('are none of those that it writes, in whichever order AWS lists them', () => {
    const tags = Object.fromEntries(Object.entries(SPLIT).reverse());
    expect(malformedUndo(tags, ENDPOINT_RECORDS)).toEqual([]);
    expect(readUndo(tags, 'groups')).toHaveLength(13);
  });
});

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
    const tags = { Name: 'theirs', 'pullpath:stack': 'default', ...undoTags('groups', [SG]), 'pullpath:undo:run': RUN };
    expect(undoKeys(tags, ENDPOINT_RECORDS)).toEqual(['pullpath:undo:groups', 'pullpath:undo:run', 'pullpath:stack']);
  });

  it('make a thing modified by a stack only where the stack did not create it', () => {
    const undo = { 'pullpath:stack': 'blue', 'pullpath:undo:groups': 'sg-1' };
    expect(isModifiedBy(undo, 'blue')).toBe(true);
    expect(isModifiedBy(undo, 'green')).toBe(false);
    expect(isModifiedBy({ ...undo, 'pullpath:managed-by': 'pullpath' }, 'blue')).toBe(false);
    expect(isModifiedBy({ 'pullpath:stack': 'blue' }, 'blue')).toBe(false);
  });
});
