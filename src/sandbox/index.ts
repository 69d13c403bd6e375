/** A simulated EC2 and STS over loopback HTTP: what it does like AWS, and what it does not, is in BEHAVIOUR.md. */
export { type Clock, manualClock, scaledClock } from './clock.ts';
export type { Dump } from './dump.ts';
export type { Fault } from './faults.ts';
export type { Iam, PolicyDocument, Statement } from './iam/policy.ts';
export type { Entry, Journal } from './journal.ts';
export type * from './network/types.ts';
export type { Credentials, Physics, Quotas, SandboxOptions } from './options.ts';
export { type Sandbox, startSandbox } from './sandbox.ts';
export { type Walk, type WalkQuery, walk } from './walk/walk.ts';
export { estate } from './worlds/estate.ts';
export { type WorldName, worldNames, worlds } from './worlds/index.ts';
