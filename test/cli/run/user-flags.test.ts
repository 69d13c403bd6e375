import { expect, it, onTestFinished } from 'vitest';
import { DOCUMENTS } from '../../../src/render/documents/schemas.ts';
import { simulated } from '../simulated.ts';

it('the remedy of an endpoint without private DNS does not ask for another without', async () => {
  const account = await simulated({ world: 'guide' });
  onTestFinished(() => account.sandbox.close());
  const { stdout } = await account.run(['plan', '--no-private-dns', '--stack', 'blue', '--output', 'json']);
  const { preview } = DOCUMENTS.plan.parse(JSON.parse(stdout));
  const remedies = preview?.findings.filter(({ code }) => code === 'PP103').map(({ remedy }) => remedy) ?? [];
  expect(remedies.length).toBeGreaterThan(0);
  for (const remedy of remedies) {
    expect(remedy).toContain('pullpath apply --region us-east-1');
    expect(remedy).toContain('--stack blue');
    expect(remedy).not.toContain('--no-private-dns');
  }
});
