/** A simulated EC2, ECS and STS over loopback HTTP: what it does like AWS, and what it does not, is in BEHAVIOUR.md. */

export type * from './ecs/types.ts';
export { walkTask } from './ecs/walk-task.ts';
export type { Iam, Statement } from './iam/policy.ts';
export type * from './network/types.ts';
export type { SandboxOptions } from './options.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
export type { Fault } from './server/faults.ts';
export { manualClock, scaledClock } from './server/sandbox-clock.ts';
export { type WalkQuery, walk } from './walk/walk.ts';
export { type WorldName, worldNames, worlds } from './worlds/index.ts';
export { largeNetwork } from './worlds/large-network.ts';
