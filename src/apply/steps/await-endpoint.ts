import type { StepOf } from '../../plan/step.ts';
import type { Bench } from '../bench.ts';
import { settleEndpoint } from '../settle.ts';

export async function awaitEndpoint(bench: Bench, step: StepOf<'await-endpoint'>): Promise<string> {
  await settleEndpoint(bench, step.id, step.endpointId, 'gone');
  return step.endpointId;
}
