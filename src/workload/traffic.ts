import type { Platform } from './workload.ts';

/** What a start sends, by what carries it. */
export type Traffic =
  | 'sign-in'
  | 'image'
  | 'secrets'
  | 'environment-files'
  | 'logs'
  | 'firelens'
  | 'exec'
  | 'application';

/**
 * Whose network interface carries it: the task's, the container instance's, or one of Fargate's own, which the subnet
 * has no part in.
 */
export type Carrier = 'task' | 'instance' | 'fargate';

type Carriers = { readonly [K in Traffic]: Carrier | null };

/** Everything leaves by the task's own interface. */
const TASK: Carriers = {
  'sign-in': 'task',
  image: 'task',
  secrets: 'task',
  'environment-files': 'task',
  logs: 'task',
  firelens: 'task',
  exec: 'task',
  application: 'task',
};

/** The instance pulls and starts; what the containers send themselves leaves by the task. */
const INSTANCE: Carriers = {
  ...TASK,
  'sign-in': 'instance',
  image: 'instance',
  secrets: 'instance',
  'environment-files': 'instance',
  logs: 'instance',
};

/** Null: not offered there [aws-facts: task-interface, instance-interface, task-features]. */
const CARRIERS: { readonly [K in Platform]: Carriers } = {
  'fargate-1.4.0': TASK,
  'fargate-1.3.0': { ...TASK, 'sign-in': 'fargate', secrets: 'fargate', 'environment-files': null, exec: null },
  'fargate-windows': { ...TASK, firelens: null },
  ec2: INSTANCE,
  'managed-instances': INSTANCE,
};

/** Whose interface carries this traffic; null where the platform does not offer what sends it. */
export function carrierOf(traffic: Traffic, platform: Platform): Carrier | null {
  return CARRIERS[platform][traffic];
}
