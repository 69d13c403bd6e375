import { REGIONS } from '../../aws/account/regions.ts';
import { MODES, type Mode } from '../../aws/iam/calls.ts';
import { iamPolicy as policyFor } from '../../aws/iam/iam-policy.ts';
import { needsOf } from '../../diagnose/need.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { ExitCode, PullpathError } from '../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../facts/platform-version.ts';
import { IamPolicyDocument, iamPolicyDocument } from '../../render/documents/offline.ts';
import { unknownWord } from '../line/did-you-mean.ts';
import type { CommandHandler } from '../run/invocation.ts';

/** Prints the least policy for a mode; sends nothing. */
export const iamPolicy: CommandHandler = async ({ options }) => {
  const mode = modeOf(options.mode);
  const policy = policyFor(mode, {
    partition: REGIONS.find((region) => region.name === options.region)?.partition ?? 'aws',
    region: options.region,
    vpcId: options.vpcId,
    stack: options.stack,
    services: needsOf(DEFAULT_PLATFORM_VERSION, (options.with ?? []).map(withoutRegion)).map((need) => need.service),
    modifyExisting: options.modifyExisting,
  });
  return {
    exitCode: ExitCode.Done,
    result: {
      text: () => JSON.stringify(policy, null, 2),
      document: () => iamPolicyDocument(mode, IamPolicyDocument.shape.policy.parse(policy)),
    },
  };
};

/** Offline there is no list of services to hold a whole name against. */
function withoutRegion(service: string): string {
  return REGIONS.reduce((name, { name: region }) => suffixOf(region, name), service);
}

function modeOf(word: string | undefined): Mode {
  const mode = MODES.find((known) => known === word);
  if (mode !== undefined) return mode;
  throw new PullpathError('usage', {
    code: 'UnknownMode',
    message: word === undefined ? 'iam-policy needs a mode.' : unknownWord('mode', word, MODES),
    remedy: `Name one of: ${MODES.join(', ')}.`,
  });
}
