import type { StepOf } from '../../plan/step.ts';
import type { ApplyContext } from '../apply-context.ts';
import { waitUntilEndpointWorks } from '../wait-until.ts';

export async function awaitEndpoint(context: ApplyContext, step: StepOf<'await-endpoint'>): Promise<string> {
  await waitUntilEndpointWorks(context, step.id, step.endpointId, 'deleted');
  return step.endpointId;
}
