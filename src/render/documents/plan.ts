import type { z } from 'zod';
import { Plan } from '../../plan/plan.ts';
import { envelope, envelopeOf } from './envelope.ts';

export const PlanDocument = envelopeOf('plan').extend(Plan.shape);
export type PlanDocument = z.infer<typeof PlanDocument>;

/** @param note what must be said before anything else; null for nothing */
export function planDocument(plan: Plan, note: string | null): PlanDocument {
  const { account, region } = plan;
  return { ...envelope('plan', { account, region, note }), ...plan };
}
