import type { Diagnosis } from '../../../diagnose/diagnosis.ts';
import { nothingJudged } from '../../../diagnose/nothing-judged.ts';
import type { Snapshot } from '../../../discover/snapshot.ts';
import type { Choices } from '../../../plan/choices.ts';
import type { Options } from '../../line/options.ts';
import { diagnoser } from './diagnoser.ts';

/**
 * Judges the chosen subnets of a VPC; the commands that its findings print name them where they are not the default.
 */
export function judgeVpc(snapshot: Snapshot, choices: Choices, options: Options): Diagnosis {
  const { vpcId, subnetIds } = choices;
  if (subnetIds?.length === 0) return nothingJudged(snapshot, vpcId, 'it has no subnets');
  return diagnoser(choices, withJudged(options, subnetIds))(snapshot);
}

/** The options as they would name the subnets that an audit has chosen by itself: a plan would choose others. */
export function withJudged(options: Options, subnetIds: readonly string[] | null): Options {
  const isNamed = options.subnetIds !== undefined || options.subnetTag.length > 0;
  return isNamed || subnetIds === null ? options : { ...options, subnetIds: [...subnetIds] };
}
