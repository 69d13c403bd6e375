import type { Tags } from '../discover/tags.ts';
import type { Context } from './context.ts';
import { orphaned } from './orphans.ts';
import { forgedTags, isAnyOwn, MANAGED_BY, STACK } from './ownership.ts';
import type { Refusal } from './refusal.ts';
import { readUndo, undoTags } from './undo-tags.ts';

/** [aws-facts: tag-limits] AWS's own tags, `aws:…`, do not count. */
const MAX_TAGS = 50;

/**
 * The tags that have to stand on something foreign before it is changed, or why they cannot. What an earlier run of the
 * stack recorded stays as it is: that is the state before pullpath, and this one no longer is.
 * @param values what to put back, by name: `{ groups: ['sg-1'] }`
 */
export function undoRecord(
  { choices }: Context,
  thing: { readonly id: string; readonly tags: Tags },
  values: Readonly<Record<string, readonly string[]>>,
): { readonly undo: Tags } | { readonly refusal: Refusal } {
  const { id, tags } = thing;
  const holder = tags[STACK];
  if (isAnyOwn(tags)) return { refusal: holder === choices.stack ? forged(id, holder) : madeByAnother(id, holder) };
  if (holder !== undefined && holder !== choices.stack) {
    return {
      refusal: {
        code: 'OtherStacksChange',
        message: `${id} already bears the changes of stack ${holder}; two stacks cannot share one undo record.`,
        remedy: `Apply with --stack ${holder}, or take that stack back first.`,
        step: null,
      },
    };
  }
  const fresh = Object.entries(values).flatMap(([name, list]) =>
    readUndo(tags, name) === null ? Object.entries(undoTags(name, list)) : [],
  );
  const undo = fresh.length === 0 ? {} : { [STACK]: choices.stack, ...Object.fromEntries(fresh) };
  const count = Object.keys({ ...tags, ...undo }).filter((key) => !key.startsWith('aws:')).length;
  if (count <= MAX_TAGS) return { undo };
  return {
    refusal: {
      code: 'TooManyTags',
      message: `${id} would have ${count} tags with those that say how to undo the change; AWS allows ${MAX_TAGS}.`,
      remedy: `Take ${count - MAX_TAGS} tag(s) off ${id} first.`,
      step: null,
    },
  };
}

/** What the stack really made is repaired, and asks for no record. */
function forged(id: string, stack: string): Refusal {
  return {
    code: 'ForgedTags',
    message: `${id} ${forgedTags(stack)}; undo tags would make it look the more like it.`,
    remedy: `Take the tag ${MANAGED_BY} off ${id} if it is yours, and pullpath treats it as any other of yours.`,
    step: null,
  };
}

/** Undo tags on it would make a stack's own resource look foreign, or the other way round. */
function madeByAnother(id: string, stack: string | undefined): Refusal {
  if (stack === undefined) return { code: 'OrphanedByPullpath', ...orphaned(id), step: null };
  return {
    code: 'OtherStacksEndpoint',
    message: `${id} belongs to stack ${stack} and does not serve every target; one stack never changes another.`,
    remedy: `Open these targets with pullpath apply --stack ${stack}, or take that stack back first.`,
    step: null,
  };
}
