import { ANSWERS } from './answers.ts';
import { CLIENTS } from './clients.ts';
import { COMPLAINTS } from './complaints.ts';
import { CUT_TEXTS } from './cut.ts';
import { ELSEWHERE_TEXTS } from './elsewhere.ts';
import { NAME_TEXTS } from './names.ts';
import { NETWORK_TEXTS } from './network.ts';
import { POLICY_TEXTS } from './policies.ts';
import { REGISTRY_TEXTS } from './registries.ts';
import type { Row } from './row.ts';
import { SERVICE_TEXTS } from './services.ts';
import { TASK_TEXTS } from './task.ts';

export const TEXTS: readonly (readonly [group: string, rows: readonly Row[]])[] = [
  ['what people reported', COMPLAINTS],
  ['the network, hop by hop', NETWORK_TEXTS],
  ['hosts that no endpoint serves', ELSEWHERE_TEXTS],
  ['answers: the other side was reached', ANSWERS],
  ['tasks, images, containers and calls', TASK_TEXTS],
  ['texts that were cut off', CUT_TEXTS],
  ['the words of other clients', CLIENTS],
  ['the policy that refused', POLICY_TEXTS],
  ['the registry that answered', REGISTRY_TEXTS],
  ['events of ECS, and other services', SERVICE_TEXTS],
  ['names and addresses', NAME_TEXTS],
];

export const ROWS: readonly Row[] = TEXTS.flatMap(([, rows]) => rows);
