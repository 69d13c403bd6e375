import type { Subject } from '../../diagnose/findings/finding.ts';
import type { Tags } from '../../discover/entities/tags.ts';
import { EMPTY_PART, type PlanPart } from '../plan-context.ts';
import type { Tag } from '../steps/tag.ts';

/** Puts back tags that are missing from something of ours; nothing where none is. */
export function repairTags(id: string, type: Subject['type'], tags: Tags, missing: Tags): PlanPart {
  if (Object.keys(missing).length === 0) return EMPTY_PART;
  const step: Tag = {
    id: `tags:${id}`,
    kind: 'tag',
    action: 'update',
    subject: { type, id },
    resourceId: id,
    before: tags,
    after: { ...tags, ...missing },
    because: 'they were removed, and rollback goes by tags',
    needs: [],
  };
  return { ...EMPTY_PART, steps: [step] };
}
