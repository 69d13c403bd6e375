import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { inTerminal, type KeyName } from '../../terminal.ts';

const PAGE = fileURLToPath(new URL('../../../docs/wizard-session.md', import.meta.url));

const run = inTerminal(['--sandbox', 'two-vpcs'], { columns: 80, rows: 24 });
afterAll(() => run.close());

/**
 * Questions as they come up, and the keys that answer them. The third goes back, the fifth comes to the same place
 * again.
 */
const SESSION: readonly (readonly [until: string, keys: readonly KeyName[], says: string])[] = [
  ['Which VPC?', ['enter'], 'Enter: the first, whose path is closed'],
  ['Which subnets do your', ['down', 'space', 'enter'], 'Down, space, Enter: only the first of the two'],
  ['Which Fargate platform version', ['escape'], 'Escape: on second thoughts, both'],
  ['Which subnets do your', ['down', 'space', 'enter'], 'Down, space, Enter'],
  ['Which Fargate platform version', ['enter'], 'Enter: as proposed'],
  ['Which other AWS services', ['space', 'enter'], 'Space, Enter: the logs too'],
];

it('the transcript of a whole session is the one that the documents show (UPDATE_DOCS=1 writes it anew)', async () => {
  const parts: string[] = [];
  for (const [until, keys, says] of SESSION) {
    await run.until(until);
    parts.push(fenced(run.screen()), `*${says}.*`);
    run.press(...keys);
  }
  await run.until('(y/N)');
  // What the wizard leaves standing, the plan, and the question that comes after it.
  parts.push(fenced(run.scrollback()), '*y, Enter.*');
  const asked = run.scrollback().length;
  run.type('y');
  run.press('enter');
  expect(await run.exit).toBe(0);
  parts.push(fenced(run.scrollback().slice(asked - 1)));

  const page = pageOf(parts);
  if (process.env.UPDATE_DOCS === '1') writeFileSync(PAGE, page);
  expect(existsSync(PAGE) ? readFileSync(PAGE, 'utf8') : '').toBe(page);
});

function pageOf(parts: readonly string[]): string {
  const about = [
    'The whole of `pullpath --sandbox two-vpcs` in a terminal of 80 columns and 24 lines: every screen, and the keys that',
    'were pressed. `test/cli/wizard/transcript.test.ts` writes this page from the built program, and fails where the',
    'program no longer says the same. Times and the ids of what is made are levelled.',
  ].join('\n');
  return `${['# A session with the wizard', about, ...parts].join('\n\n')}\n`;
}

function fenced(lines: readonly string[]): string {
  return `\`\`\`text\n${levelled(lines.join('\n'))}\n\`\`\``;
}

/** Elapsed times, and ids in the order in which the calls happened to arrive. The ten minutes of `--timeout` stay. */
function levelled(text: string): string {
  const made = [...new Set(text.match(/\b(?:vpce|sg)-0f[0-9a-f]{15}\b/g))];
  const numbers = new Map(made.map((id, i) => [id, String(i + 1).padStart(15, '0')]));
  return text
    .replace(/\b(vpce|sg)-0f[0-9a-f]{15}\b/g, (id, kind) => `${kind}-0f${numbers.get(id)}`)
    .replace(/\b0:\d\d\b/g, '0:00');
}
