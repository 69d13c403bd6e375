import { describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { worldNames } from '../../src/sandbox/index.ts';
import { FRESH_MACHINE } from '../cli/simulated.ts';
import { pullpath } from '../program.ts';

/** A zone that EC2 does not show owns a name there: no read tells it before AWS refuses. */
const BEYOND_SIGHT = new Set(['private-zone']);

/** What an audit for people ends with, where it names a plan. */
const NEXT = /^ {2}pullpath (plan .*)$/m;

describe('the plan that an audit names, run as printed, has something to do or says what a person must do first', () => {
  it.each(worldNames)('in the world %s', async (world) => {
    const audited = await pullpath(['audit', '--sandbox', world], FRESH_MACHINE);
    const [, next] = NEXT.exec(audited.stdout) ?? [];
    if (next === undefined) {
      // Open; or nothing that pullpath can do, or several VPCs to choose from.
      expect(
        audited.code === 0 || !/pullpath (plan|apply) /.test(audited.stdout) || / pullpath audit /.test(audited.stdout),
      ).toBe(true);
      return;
    }
    const { code, stdout } = await pullpath([...next.split(' '), '--output', 'json'], FRESH_MACHINE);
    const { steps, blocked } = DOCUMENTS.plan.parse(JSON.parse(stdout));
    expect({ next, code, isEmpty: steps.length + blocked.length === 0 }).toEqual({ next, code: 0, isEmpty: false });
  });
});

describe('no remedy, run as printed on the account of its finding, is refused or changes nothing', () => {
  it.each(worldNames.filter((name) => !BEYOND_SIGHT.has(name)))('in the world %s', async (world) => {
    const audited = await pullpath(['audit', '--sandbox', world, '--output', 'json'], FRESH_MACHINE);
    const { findings } = DOCUMENTS.audit.parse(JSON.parse(audited.stdout));
    const commands = new Map(
      findings
        .flatMap((finding) => finding.commands)
        .filter(([program, command]) => program === 'pullpath' && command === 'apply')
        .map((words) => [words.join(' '), words.slice(1)]),
    );
    for (const [printed, words] of commands) {
      const { code, stdout } = await pullpath([...words, '--yes', '--output', 'json'], FRESH_MACHINE);
      const { results } = DOCUMENTS.apply.parse(JSON.parse(stdout));
      expect({ printed, code, changes: results.length > 0 }).toEqual({
        printed,
        // 5: done, and not open yet, where something else is wrong as well.
        code: code === 5 ? 5 : 0,
        changes: true,
      });
    }
  });
});
