import type { Tags } from '../../discover/entities/tags.ts';
import { aws, pullpath } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import type { Blocker } from '../blocker.ts';
import { forgedTags, isAnyOwn, MANAGED_BY, STACK, UNDO_RUN } from '../ownership/ownership.ts';
import type { PlanContext } from '../plan-context.ts';
import { orphaned } from './orphans.ts';
import { malformedUndo, readUndo, type UndoName, undoTags } from './undo-tags.ts';

/** [aws-facts: tag-limits] AWS's own tags, `aws:…`, do not count. */
const MAX_TAGS = 50;

/**
 * The tags that have to stand on something foreign before it is changed, or why they cannot. What an earlier run of the
 * stack recorded stays as it is: that is the state before pullpath, and this one no longer is.
 * @param values what to put back, by name: `{ groups: ['sg-1'] }`
 * @param names what may be recorded on that kind of thing
 */
export function undoRecord(
  { choices, run, vpc }: PlanContext,
  thing: { readonly id: string; readonly tags: Tags; readonly createdAt?: string | null },
  values: Readonly<Partial<Record<UndoName, readonly string[]>>>,
  names: readonly UndoName[],
): { readonly undo: Tags } | { readonly refusal: Blocker } {
  const { id, tags } = thing;
  const holder = tags[STACK];
  if (isAnyOwn(tags))
    return { refusal: holder === choices.stack ? forged(thing, holder) : madeByAnother(id, holder, vpc.id) };
  if (holder !== undefined && holder !== choices.stack) {
    return {
      refusal: {
        code: 'OtherStacksChange',
        message: `${id} already has the changes of stack ${holder}; two stacks cannot share one undo record.`,
        remedy: useOrRollBack(vpc.id, holder),
        step: null,
      },
    };
  }
  const malformed = malformedUndo(tags, names);
  if (malformed.length > 0) return { refusal: { ...malformedRecord(id, tags, malformed), step: null } };
  const fresh = (Object.entries(values) as [UndoName, readonly string[]][]).flatMap(([name, list]) =>
    readUndo(tags, name) === null ? Object.entries(undoTags(name, list)) : [],
  );
  const isMarked = fresh.length === 0 && holder === choices.stack;
  const marks = tags[UNDO_RUN] === undefined ? { [STACK]: choices.stack, [UNDO_RUN]: run } : { [STACK]: choices.stack };
  const undo = isMarked ? {} : { ...marks, ...Object.fromEntries(fresh) };
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

/** What to say of undo tags that pullpath does not write; nothing is concluded from them. */
export function malformedRecord(id: string, tags: Tags, keys: readonly string[]): Omit<Blocker, 'step'> {
  const named = keys.map((key) => `${key}=${tags[key] === '' ? "''" : tags[key]}`).join(', ');
  return {
    code: 'MalformedUndoRecord',
    message: `${id} has undo tags that pullpath does not write (${named}), so they do not tell what was there before.`,
    remedy: [
      `Set ${id} by hand to what it was before, then delete those tags:`,
      aws('ec2 delete-tags', { resources: id, tags: keys.map((key) => `Key=${key}`) }),
    ],
  };
}

/** What the stack really made is repaired, and asks for no record. */
function forged(thing: Parameters<typeof undoRecord>[1], stack: string): Blocker {
  const { id } = thing;
  return {
    code: 'ForgedTags',
    message: `${id} ${forgedTags(stack, thing)}; undo tags would make it look the more like it.`,
    remedy: `Take the tag ${MANAGED_BY} off ${id} if it is yours, and pullpath treats it as any other of yours.`,
    step: null,
  };
}

/** One stack never changes what another one has. */
function useOrRollBack(vpcId: string, stack: string): Remedy {
  return [
    'Open these targets with that stack:',
    pullpath('apply', { vpcId, stack }),
    'Or roll it back first:',
    pullpath('rollback', { vpcId, stack }),
  ];
}

/** Undo tags on it would make a stack's own resource look foreign, or the other way round. */
function madeByAnother(id: string, stack: string | undefined, vpcId: string): Blocker {
  if (stack === undefined) return { code: 'OrphanedByPullpath', ...orphaned(id), step: null };
  return {
    code: 'OtherStacksEndpoint',
    message: `${id} belongs to stack ${stack} and does not serve every target; one stack never changes another.`,
    remedy: useOrRollBack(vpcId, stack),
    step: null,
  };
}
