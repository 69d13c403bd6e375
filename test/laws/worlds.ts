import { type WorldName, worldNames } from '../../src/sandbox/index.ts';

/** Nothing can be opened there: no VPC, no target, not ours, or a name that somebody else owns. */
const CLOSED_TO_US: readonly WorldName[] = ['shared-vpc', 'empty', 'no-vpc', 'private-zone'];

/** Worlds in which apply, with every consent, comes to its end. */
export const OPENABLE = worldNames.filter((name) => !CLOSED_TO_US.includes(name));
