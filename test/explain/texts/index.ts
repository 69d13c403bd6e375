import { ANSWERS } from './answers.ts';
import { COMPLAINTS } from './complaints.ts';
import { CUT_TEXTS } from './cut.ts';
import { ELSEWHERE_TEXTS } from './elsewhere.ts';
import { NETWORK_TEXTS } from './network.ts';
import type { Row } from './row.ts';
import { TASK_TEXTS } from './task.ts';

export const TEXTS: readonly (readonly [group: string, rows: readonly Row[]])[] = [
  ['what people reported', COMPLAINTS],
  ['the network, hop by hop', NETWORK_TEXTS],
  ['hosts that no endpoint serves', ELSEWHERE_TEXTS],
  ['answers: the other side was reached', ANSWERS],
  ['tasks, images, containers and calls', TASK_TEXTS],
  ['texts that were cut off', CUT_TEXTS],
];

export const ROWS: readonly Row[] = TEXTS.flatMap(([, rows]) => rows);
