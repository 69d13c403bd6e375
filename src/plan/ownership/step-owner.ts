import { type Owner, ownershipOf } from '../../discover/entities/owner.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import type { Step } from '../step.ts';
import { isAnyOwn } from './ownership.ts';

/** The step with who manages what it changes, where that was not made by pullpath and its tags tell. */
export function withOwner(snapshot: Snapshot, step: Step): Step {
  const owner = ownerOfSubject(snapshot, step);
  return owner === null ? step : { ...step, owner };
}

function ownerOfSubject(snapshot: Snapshot, { kind, subject }: Step): Owner | null {
  if (kind !== 'modify-endpoint' && kind !== 'modify-vpc-attribute') return null;
  const { endpoints, vpcs } = indexOf(snapshot);
  const thing = subject.type === 'vpc' ? vpcs.get(subject.id) : endpoints.get(subject.id);
  return thing === undefined || isAnyOwn(thing.tags) ? null : ownershipOf(thing);
}
