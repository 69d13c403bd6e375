import { describe, expect, it } from 'vitest';
import type { FailingService } from '../../../../src/cli/wizard/account/failing-services.ts';
import { askService, CHOOSE_VPC } from '../../../../src/cli/wizard/questions/service.ts';
import { explain } from '../../../../src/explain/explain.ts';
import { shown } from '../shown.ts';

const NOW = Date.UTC(2026, 10, 27, 12, 0);
const explanation = explain('CannotPullContainerError: write /var/lib/x: no space left on device');

function failing(service: string, minutesAgo: number | null): FailingService {
  return {
    cluster: 'prod',
    service,
    failedAt: minutesAgo === null ? null : new Date(NOW - minutesAgo * 60_000).toISOString(),
    failures: minutesAgo === null ? 0 : 3,
    desiredCount: 2,
    runningCount: 0,
    reason: 'disk full',
    explanation,
  };
}

const SERVICES = [failing('orders', 0), failing('billing', 5), failing('web', 61), failing('jobs', null)];

describe('the question for the service', () => {
  it('lists what failed last first, with the reason, and the way over a VPC', async () => {
    const question = await shown((asker) => askService(asker, SERVICES, NOW, undefined));
    expect(question.lines().slice(0, 7)).toEqual([
      '? Which service do you want to fix?',
      '❯ orders   prod  disk full  just now',
      '  billing  prod  disk full  5 min ago',
      '  web      prod  disk full  1 h ago',
      '  jobs     prod  disk full',
      '  Choose a VPC instead',
      '',
    ]);
    expect(question.lines()[7]).toMatch(/^3 tasks failed to start in the last hour; 0 of 2 tasks running\./);
    await question.press('enter');
    expect(await question.answer).toBe(SERVICES[0]);
  });

  it('leads to the VPCs', async () => {
    const question = await shown((asker) => askService(asker, SERVICES.slice(0, 1), NOW, undefined));
    await question.press('down', 'enter');
    expect(await question.answer).toBe(CHOOSE_VPC);
  });

  it('proposes the one that was chosen before, though it was read again since', async () => {
    const question = await shown((asker) => askService(asker, SERVICES, NOW, failing('web', 60)));
    await question.press('enter');
    expect(await question.answer).toBe(SERVICES[2]);
  });

  it('finds one of many by a part of its name, and keeps the VPCs in the list', async () => {
    const many = Array.from({ length: 12 }, (_, n) => failing(`service-${n}`, n));
    const question = await shown((asker) => askService(asker, many, NOW, undefined));
    await question.type('e-11');
    expect(
      question
        .lines()
        .slice(1, 3)
        .map((line) => line.trim().split(' ')[0]),
    ).toEqual(['❯', 'Choose']);
    await question.press('enter');
    expect(await question.answer).toBe(many[11]);
  });
});
