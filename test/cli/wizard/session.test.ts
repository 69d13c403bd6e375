import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { inTerminal, type TerminalOptions, type TerminalRun } from '../../terminal.ts';

const open: TerminalRun[] = [];
const directories: string[] = [];
afterEach(() => {
  for (const run of open.splice(0)) run.close();
  for (const directory of directories.splice(0)) rmSync(directory, { recursive: true });
});

function wizard(args: readonly string[], options: TerminalOptions = {}): TerminalRun {
  const run = inTerminal(args, options);
  open.push(run);
  return run;
}

function directory(): string {
  const made = mkdtempSync(join(tmpdir(), 'pullpath-terminal-'));
  directories.push(made);
  return made;
}

/** Everything that follows the beginning of an escape sequence. */
function sequences(run: TerminalRun): string[] {
  return run.raw().split('\u001b[').slice(1);
}

function hidesCursor(run: TerminalRun): boolean {
  const last = sequences(run).findLast((sequence) => /^\?25[hl]/.test(sequence));
  return last?.startsWith('?25l') ?? false;
}

const SUBNETS = 'Which subnets do your tasks';
const PLATFORM = 'Which Fargate platform version';
const EXTRAS = 'Which other AWS services';
const CONFIRM = '(y/N)';

/** Takes what is proposed, up to the confirmation. */
async function acceptAll(run: TerminalRun): Promise<void> {
  for (const question of [SUBNETS, PLATFORM, EXTRAS]) {
    await run.until(question);
    run.press('enter');
  }
  await run.until(CONFIRM);
}

describe('a session with the wizard', () => {
  it('goes from the questions over the plan to a path that is verified open', async () => {
    const run = wizard(['--sandbox']);
    await run.until(SUBNETS);
    expect(run.screen()).toEqual([
      'Simulated account, world guide: nothing here is AWS.',
      'Account  111122223333, us-east-1 (from the world guide)',
      'VPC      vpc-0a000000000000001 (guide, 10.0.0.0/16)',
      '',
      "✘ Tasks in 2 subnets can't pull images: closed at ecr.api, ecr.dkr and s3.",
      '  subnet     zone        dns  ecr.api  ecr.dkr  s3',
      '  private-a  us-east-1a  ✔    ✘        ✘        ✘',
      '  private-b  us-east-1b  ✔    ✘        ✘        ✘',
      '  ✘ PP201 No interface endpoint for ecr.api, ecr.dkr',
      '  ✘ PP301 No route to a gateway endpoint for s3',
      '',
      '? Which subnets do your tasks run in? (2 of 3 selected)',
      '❯◉ private-a  us-east-1a  10.0.1.0/24    isolated  subnet-0a000000000000001',
      ' ◉ private-b  us-east-1b  10.0.2.0/24    isolated  subnet-0a000000000000002',
      ' ◯ public-a   us-east-1a  10.0.101.0/24  public    subnet-0a000000000000003',
      '',
      'isolated (rtb-0a000000000000002 has no default route)',
      '↑↓ move, space select, ctrl-a all, enter continue, ctrl-c quit',
    ]);
    await acceptAll(run);
    run.type('y');
    run.press('enter');
    expect(await run.exit).toBe(0);
    const text = run.scrollback().join('\n');
    expect(text).toContain('Verified: the pull path in guide (vpc-0a000000000000001) is ✔ open.');
    expect(text).toContain('pullpath sandbox guide');
    expect(text).toMatch(/pullpath apply .*--yes/);
  });

  it('writes its questions to standard error and the result alone to standard output', async () => {
    const stdout = join(directory(), 'stdout');
    const run = wizard(['--sandbox'], { stdout });
    await acceptAll(run);
    expect(readFileSync(stdout, 'utf8')).toBe('');
    run.type('y');
    run.press('enter');
    expect(await run.exit).toBe(0);
    const result = readFileSync(stdout, 'utf8');
    expect(result).toContain('Verified: the pull path');
    expect(result).not.toContain('\u001b');
    expect(result).not.toContain(SUBNETS);
  });

  it('goes back a question on Escape, and proposes what was answered', async () => {
    const run = wizard(['--sandbox']);
    await run.until(SUBNETS);
    run.press('space', 'enter');
    await run.until(PLATFORM);
    expect(run.screen()).toContain('Subnets  private-b');
    run.press('escape');
    await run.until(SUBNETS);
    expect(
      run
        .screen()
        .filter((line) => /private-[ab] .* isolated/.test(line))
        .map((line) => line.slice(0, 12)),
    ).toEqual(['❯◯ private-a', ' ◉ private-b']);
    expect(run.screen().join('\n')).not.toContain('Subnets  ');
  });

  it('does not go on without a subnet', async () => {
    const run = wizard(['--sandbox']);
    await run.until(SUBNETS);
    run.press('space', 'down', 'space', 'enter');
    await run.until('Select at least one subnet.');
    run.press('space', 'enter');
    await run.until(PLATFORM);
    expect(run.screen()).toContain('Subnets  private-b');
  });

  it('takes Enter alone for a no, and changes nothing', async () => {
    const run = wizard(['--sandbox']);
    await acceptAll(run);
    run.press('enter');
    await run.until('Save the plan to which file?');
    run.press('enter');
    expect(await run.exit).toBe(1);
    expect(run.screen().at(-1)).toBe('Nothing was changed.');
  });

  it.each(['ctrl-c', 'ctrl-d'] as const)(
    'leaves politely on %s, at a question and at the confirmation',
    async (key) => {
      const atQuestion = wizard(['--sandbox']);
      await atQuestion.until(SUBNETS);
      atQuestion.press(key);
      expect(await atQuestion.exit).toBe(130);
      expect(atQuestion.screen()).toContain('pullpath: Cancelled. Nothing was changed.');
      expect(hidesCursor(atQuestion)).toBe(false);

      const atConfirmation = wizard(['--sandbox']);
      await acceptAll(atConfirmation);
      atConfirmation.press(key);
      expect(await atConfirmation.exit).toBe(130);
      expect(atConfirmation.screen()).toContain('pullpath: Cancelled. Nothing was changed.');
    },
  );

  it('gives the cursor back when it is told to end', async () => {
    const run = wizard(['--sandbox', 'failing-service']);
    await run.until('Which service');
    expect(hidesCursor(run)).toBe(true);
    run.signal('SIGTERM');
    expect(await run.exit).toBe(143);
    expect(hidesCursor(run)).toBe(false);
  });

  it('asks nothing that the flags have answered', async () => {
    const flags = '--vpc-id vpc-0a000000000000001 --subnet-tag Name=private-a --platform-version 1.3.0 --with logs';
    const run = wizard(['--sandbox', 'guide', ...flags.split(' ')]);
    await run.until(CONFIRM);
    expect(run.scrollback().join('\n')).not.toContain('❯');
  });

  it('has every change of what others made allowed, and the VPC typed', async () => {
    const run = wizard(['--sandbox', 'dns-off']);
    for (const question of [SUBNETS, PLATFORM, EXTRAS]) {
      await run.until(question);
      run.press('enter');
    }
    await run.until('Type vpc-0a000000000000001');
    expect(run.screen().map((line) => line.trim())).toContain('enableDnsHostnames: off → on');
    expect(run.screen()).toContain('A rollback undoes every change.');
    run.type('y');
    run.press('enter');
    await run.until('Type vpc-0a000000000000001, or press Enter to cancel.');
    run.press('backspace');
    run.type('vpc-0a000000000000001');
    run.press('enter');
    expect(await run.exit).toBe(0);
    expect(run.scrollback().join('\n')).toMatch(/the pull path in .* is ✔ open/);
  });

  it('changes nothing of what others made without a yes', async () => {
    const run = wizard(['--sandbox', 'dns-off']);
    for (const question of [SUBNETS, PLATFORM, EXTRAS]) {
      await run.until(question);
      run.press('enter');
    }
    await run.until('Type vpc-0a000000000000001');
    run.press('enter');
    await run.until('Save the plan to which file?');
    run.press('enter');
    expect(await run.exit).toBe(1);
    expect(run.scrollback().join('\n')).toContain('Nothing was changed.');
  });
});

/** The service that is proposed, and its plan. */
async function toThePlanOf(run: TerminalRun): Promise<void> {
  await run.until('Which service');
  run.press('enter');
  await run.until('What next?');
  run.press('enter');
  await run.until(CONFIRM);
}

describe('a session that begins with what fails', () => {
  it('has three keystrokes from the start to the plan, and shows the diagnosis on the way', async () => {
    const run = wizard(['--sandbox', 'failing-service']);
    await run.until('Which service do you want to fix?');
    expect(run.screen().join('\n')).toMatch(/❯ orders +prod +can't reach ecr\.api/);
    run.press('enter');
    await run.until('What next?');
    const diagnosis = run.screen().join('\n');
    expect(diagnosis).toContain("✘ Tasks in 2 subnets can't pull images");
    expect(diagnosis).toContain('ECS reports: ');
    run.press('enter');
    await run.until(CONFIRM);
    // All that one must know stands on the last screen.
    expect(run.screen().join(' ').replace(/\s+/g, ' ')).toContain(
      '? Create 6 resources in vpc-0a000000000000001 (failing-service), account 111122223333, us-east-1, about $58.40 a month? (y/N)',
    );
  });

  it('proposes to follow the service once the plan is confirmed, and sees it recover', async () => {
    const run = wizard(['--sandbox', 'failing-service']);
    await toThePlanOf(run);
    expect(run.scrollback().join('\n')).toContain('Service  orders of cluster prod');
    run.type('y');
    run.press('enter');
    await run.until('What about orders, once the plan is applied?');
    run.press('enter');
    expect(await run.exit).toBe(0);
    const text = run.scrollback().join(' ').replace(/\s+/g, ' ');
    expect(text).toMatch(/✔ proved: Task [0-9a-f]{32} of orders pulled in subnet-/);
    expect(text).toMatch(/pullpath apply .*--watch/);
  });

  it('forces a deployment only by a yes to that question, and lists it as what it is', async () => {
    const run = wizard(['--sandbox', 'failing-service']);
    await toThePlanOf(run);
    run.type('y');
    run.press('enter');
    await run.until('What about orders');
    run.press('down');
    run.press('enter');
    await run.until('Force a new deployment of orders in cluster prod (ecs:UpdateService)?');
    run.type('y');
    run.press('enter');
    expect(await run.exit).toBe(0);
    const text = run.scrollback().join(' ').replace(/\s+/g, ' ');
    expect(text).toContain('After the changes Force a new deployment of orders in cluster prod (ecs:UpdateService).');
    expect(text).toMatch(/✔ proved: .* after the deployment began/);
  });

  it('tells how to see a service recover whose path is open by now', async () => {
    const run = wizard(['--sandbox', 'digest-gone']);
    await run.until('Which service');
    run.press('enter');
    await run.until('What next?');
    const screen = run.screen().join(' ').replace(/\s+/g, ' ');
    expect(screen).toMatch(/pullpath watch .*--service orders .*--force-new-deployment/);
  });

  it('says why a deployment is not to be forced', async () => {
    const run = wizard(['--sandbox', 'code-deploy']);
    await toThePlanOf(run);
    run.type('y');
    run.press('enter');
    await run.until('What about orders');
    const screen = run.screen().join(' ').replace(/\s+/g, ' ');
    expect(screen).toContain('its deployment controller is CODE_DEPLOY');
    expect(screen).not.toContain('start its tasks anew');
  });

  it('Escape at the plan leads back, and a no saves it for someone else', async () => {
    const plan = join(directory(), 'plan.json');
    const run = wizard(['--sandbox', 'failing-service']);
    await run.until('Which service');
    run.press('enter');
    await run.until('What next?');
    run.press('enter');
    await run.until(CONFIRM);
    run.press('escape');
    await run.until('What next?');
    run.press('enter');
    await run.until(CONFIRM);
    run.type('n');
    run.press('enter');
    await run.until('Save the plan to which file?');
    run.type(plan);
    run.press('enter');
    expect(await run.exit).toBe(1);
    expect(JSON.parse(readFileSync(plan, 'utf8'))).toMatchObject({ command: 'plan', summary: { create: 6 } });
    expect(run.scrollback().join('\n')).toContain('Nothing was changed. The plan is saved. To apply it:');
  });

  it('says of an open path that it is open before it asks anything', async () => {
    const run = wizard(['--sandbox', 'open']);
    await run.until('What next?');
    expect(run.screen().join('\n')).toMatch(/✔ Tasks in \d subnets? can pull images/);
  });

  it('refuses at once what no answer can change', async () => {
    const run = wizard(['--sandbox', 'shared-vpc']);
    expect(await run.exit).toBe(4);
    expect(run.scrollback().join('\n')).not.toContain('?  ');
  });
});

describe('terminals of all kinds', () => {
  it('narrows a long list by what is typed, counts, and leaves nothing of it in the scrollback', async () => {
    const run = wizard(['--sandbox', 'many-subnets']);
    await run.until('(60 of 60 selected)');
    run.type('private-7 ');
    await run.until('(59 of 60 selected)');
    expect(run.screen().filter((line) => /[◉◯]/.test(line))).toHaveLength(1);
    run.press('enter');
    await run.until(PLATFORM);
    expect(run.scrollback().filter((line) => line.includes('private-')).length).toBeLessThan(2);
  });

  it('draws a list again where the terminal changes its size', async () => {
    const run = wizard(['--sandbox', 'many-subnets']);
    await run.until('(60 of 60 selected)');
    run.press('space');
    await run.until('(59 of 60 selected)');
    run.resize(60, 20);
    await run.until('(59 of 60 selected)');
    expect(run.screen().length).toBeLessThanOrEqual(20);
    expect(run.screen().filter((line) => line.includes(SUBNETS))).toHaveLength(1);
    expect(run.screen().at(-1)).toMatch(/quit/);
  });

  const ID = /\b(?:vpc|subnet|rtb)-0a0{10,}\d+/g;

  it.each([40, 60, 80, 200])('shows every id whole at %i columns', async (columns) => {
    const run = wizard(['--sandbox', 'two-vpcs'], { columns, rows: 40 });
    await run.until('quit');
    expect(run.screen().join('\n').match(ID)).toEqual(['vpc-0a000000000000001', 'vpc-0a000000000000002']);
    run.press('enter');
    await run.until('space');
    expect(run.screen().join('\n').match(ID)).toEqual(
      expect.arrayContaining(['vpc-0a000000000000001', 'subnet-0a000000000000001', 'subnet-0a000000000000002']),
    );
    run.press('down');
    await run.until('❯◉ orders-private-b');
    // Redrawn in place: nothing of the screen before is left above it.
    expect(run.scrollback().filter((line) => line.includes(SUBNETS))).toHaveLength(1);
  });

  it('finds its way through more subnets than the screen has lines', async () => {
    const run = wizard(['--sandbox', 'many-subnets'], { rows: 20 });
    await run.until('60 in all');
    for (let n = 0; n < 30; n += 1) run.press('down');
    await run.until('❯◉ private-31');
    expect(run.screen().length).toBeLessThanOrEqual(20);
    expect(run.scrollback().filter((line) => line.includes(SUBNETS))).toHaveLength(1);
  });

  it.each<[string, string[], Record<string, string>, boolean]>([
    ['has colours', [], {}, true],
    ['has none where NO_COLOR is set', [], { NO_COLOR: '1' }, false],
    ['has none with --no-color', ['--no-color'], {}, false],
  ])('%s', async (_, flags, env, expected) => {
    const run = wizard(['--sandbox', ...flags], { env });
    await run.until(SUBNETS);
    run.press('enter');
    await run.until(PLATFORM);
    expect(sequences(run).some((sequence) => /^[\d;]*m/.test(sequence))).toBe(expected);
  });

  it('keeps to ASCII where the terminal shows nothing else', async () => {
    const run = wizard(['--sandbox'], { env: { LANG: 'C' } });
    await run.until(SUBNETS);
    expect(run.screen().slice(-7)).toEqual([
      '? Which subnets do your tasks run in? (2 of 3 selected)',
      '>[x] private-a  us-east-1a  10.0.1.0/24    isolated  subnet-0a000000000000001',
      ' [x] private-b  us-east-1b  10.0.2.0/24    isolated  subnet-0a000000000000002',
      ' [ ] public-a   us-east-1a  10.0.101.0/24  public    subnet-0a000000000000003',
      '',
      'isolated (rtb-0a000000000000002 has no default route)',
      'up/down move, space select, ctrl-a all, enter continue, ctrl-c quit',
    ]);
  });

  it('asks line by line where the cursor cannot be moved', async () => {
    const run = wizard(['--sandbox'], { env: { TERM: 'dumb' } });
    await run.until('Numbers separated by commas');
    // Where the cursor cannot be moved, account and region come once, before everything else.
    expect(run.scrollback().join('\n')).toMatch(/^[^?]*Account +111122223333[^?]*us-east-1[^?]*can't pull images/s);
    run.type('2\r');
    await run.until('Number (Enter = 1); b = back:');
    run.type('2\r');
    await run.until('Numbers separated by commas, or none (Enter = none); b = back:');
    run.type('1\r');
    await run.until('y or n (Enter = n); b = back:');
    expect(run.raw()).not.toContain('\u001b');
    const text = run.scrollback().join('\n');
    expect(text).toContain('Platform 1.3.0');
    expect(text).toContain('Services logs');
    run.type('\r');
    await run.until('Answer; b = back:');
    run.type('\r');
    expect(await run.exit).toBe(1);
  });
});
