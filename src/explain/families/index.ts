/**
 * The table that decides: within one message the first family that matches wins, `sure` ones before `likely` ones
 * before guesses (family.ts). Answers of a service come before silence on the network: who answers was reached.
 */
import type { Family } from '../family.ts';
import { WHOLE_TEXT } from './commands.ts';
import { CONTAINER } from './container.ts';
import { ENDPOINT_CALLS } from './endpoint-calls.ts';
import { NOT_FOUND } from './not-found.ts';
import { OTHER_SERVICES } from './other-services.ts';
import { OUTSIDE_AWS } from './outside-aws.ts';
import { PATH } from './path.ts';
import { PERMISSION } from './permission.ts';
import { PLACEMENT } from './placement.ts';
import { POLICIES } from './policies.ts';
import { RATE_LIMIT } from './rate-limit.ts';
import { TASK } from './task.ts';
import { TRUNCATED } from './truncated.ts';
import { UNUSUAL_PATHS } from './unusual-paths.ts';
import { UPSTREAM } from './upstream.ts';

export const FAMILIES: readonly Family[] = [
  ...OTHER_SERVICES,
  ...ENDPOINT_CALLS,
  ...UPSTREAM,
  ...RATE_LIMIT,
  ...TASK,
  ...PLACEMENT,
  ...NOT_FOUND,
  ...POLICIES,
  ...PERMISSION,
  ...OUTSIDE_AWS,
  ...UNUSUAL_PATHS,
  ...PATH,
  ...CONTAINER,
  ...TRUNCATED,
];

/** For a text that no family matches. */
export const NOTHING_KNOWN: Family = {
  id: 'nothing-known',
  class: 'unknown',
  certainty: 'guess',
  hop: null,
  cause: 'Nothing in this text is known as an error of pulling an image or starting a task.',
  remedy:
    'Give the whole `stoppedReason` of the task and the `reason` of its containers; the audit needs no text at all.',
  next: { command: 'audit' },
  instead: [WHOLE_TEXT],
  references: ['stoppedTasks'],
};

/** For a text without words. */
export const EMPTY: Family = {
  ...NOTHING_KNOWN,
  id: 'empty',
  cause: 'There is no text to explain.',
  remedy: 'Give the error message as an argument or on standard input, e.g. the `stoppedReason` of a stopped task.',
};
