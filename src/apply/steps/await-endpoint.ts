import type { StepOf } from '../../plan/step.ts';
import type { ApplyContext } from '../bench.ts';
import { waitUntilEndpointWorks } from '../settle.ts';

export async function awaitEndpoint(context: ApplyContext, step: StepOf<'await-endpoint'>): Promise<string> {
  await waitUntilEndpointWorks(context, step.id, step.endpointId, 'deleted');
  return step.endpointId;
}
