import { ownershipOf, ownerText } from '../../discover/entities/owner.ts';
import type { Snapshot } from '../../discover/snapshot.ts';
import { indexOf } from '../../discover/snapshot-index.ts';
import type { Finding } from './finding.ts';

/** The finding with who manages the endpoint or group that it is about, where tags or names tell. */
export function withOwner(snapshot: Snapshot, finding: Finding): Finding {
  const { subject, message, evidence } = finding;
  const { endpoints, securityGroups } = indexOf(snapshot);
  const thing =
    subject.type === 'vpc-endpoint'
      ? endpoints.get(subject.id)
      : subject.type === 'security-group'
        ? securityGroups.get(subject.id)
        : undefined;
  const owner = thing === undefined ? null : ownershipOf(thing);
  if (owner === null) return finding;
  return {
    ...finding,
    message: `${message} ${ownerText(subject.id, owner)}.`,
    evidence: { ...evidence, owner: owner.name },
  };
}
