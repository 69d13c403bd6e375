import { REGIONS } from '../../aws/account/regions.ts';
import { MODES, type Mode } from '../../aws/iam/calls.ts';
import { iamPolicy as policyFor, sizeOf, uncertainActions } from '../../aws/iam/iam-policy.ts';
import { splitPolicy } from '../../aws/iam/split-policy.ts';
import { needsOf } from '../../diagnose/need.ts';
import { suffixOf } from '../../discover/entities/service.ts';
import { ExitCode, PullpathError } from '../../errors.ts';
import { DEFAULT_PLATFORM_VERSION } from '../../facts/platform-version.ts';
import { IamPolicyDocument, iamPolicyDocument } from '../../render/documents/offline.ts';
import { formatList } from '../../words.ts';
import { unknownWord } from '../line/did-you-mean.ts';
import type { CommandHandler } from '../run/invocation.ts';

/** Prints the least policy for a mode; sends nothing. */
export const iamPolicy: CommandHandler = async ({ options }) => {
  const mode = modeOf(options.mode);
  const scope = {
    partition: REGIONS.find((region) => region.name === options.region)?.partition ?? 'aws',
    region: options.region,
    vpcId: options.vpcId,
    stack: options.stack,
    services: needsOf(DEFAULT_PLATFORM_VERSION, (options.with ?? []).map(withoutRegion)).map((need) => need.service),
    modifyExisting: options.modifyExisting,
  };
  const { withEcs, withDns, withHubs, forceNewDeployment: forces } = options;
  const policy = policyFor(mode, scope, { ecs: withEcs, dns: withDns, hubs: withHubs, forces });
  const parts = splitPolicy(policy, SMALL);
  const notes = [
    ...uncertainActions(mode, scope).map(onUncertain),
    ...(withEcs ? [onEcs(mode)] : []),
    ...(withDns ? [onDns(mode)] : []),
    ...(withHubs ? [onHubs(mode)] : []),
    ...(options.compact ? onParts(parts.map(sizeOf)) : onSize(sizeOf(policy))),
  ];
  return {
    exitCode: ExitCode.Done,
    result: {
      text: () =>
        options.compact ? parts.map((part) => JSON.stringify(part)).join('\n') : JSON.stringify(policy, null, 2),
      document: () => {
        const { policy: form } = IamPolicyDocument.shape;
        return iamPolicyDocument(
          mode,
          form.parse(policy),
          parts.map((part) => form.parse(part)),
          notes,
        );
      },
    },
    hints: notes,
  };
};

/** [aws-facts: zone-permission] */
function onUncertain(action: string): string {
  return `${action} is granted in case AWS checks it where private DNS is switched on: its reference says so, most of its own managed policies do without. Where your rules forbid it, take that statement out, and see whether apply is denied.`;
}

function onEcs(mode: Mode): string {
  return mode === 'rollback' || mode === 'release'
    ? `A ${mode} asks nothing of ECS, so that nothing was added.`
    : 'OptionalReadEcs is for --service, --task, --task-definition and --all-services; whatever of it is missing makes a part of the answer unknown, and nothing fails.';
}

function onDns(mode: Mode): string {
  return mode === 'rollback'
    ? 'A rollback asks nothing of Route 53, so that nothing was added.'
    : 'OptionalReadDns tells who answers a service’s name: private hosted zones, Resolver rules and Profiles. Whatever of it is missing is not judged, and nothing fails.';
}

function onHubs(mode: Mode): string {
  return mode === 'rollback'
    ? 'A rollback asks nothing of transit gateways, so that nothing was added.'
    : 'OptionalReadHubs is for endpoints of another VPC: how packets get there and back. The roles of --hub-role-arn need it too, with what audit reads. Whatever of it is missing makes a part of the answer unknown.';
}

/** What AWS allows of inline policies of a user, all together, and of a session policy [aws-facts: policy-size]. */
const SMALL = 2048;

function onSize(size: number): string[] {
  if (size <= SMALL) return [];
  return [
    `The policy has ${size} characters, white space apart: it fits a managed policy (6144) or the inline policies of a role (10240), not those of a user or a session policy (${SMALL} in all).`,
  ];
}

/** @param sizes of the policies, one a line */
function onParts(sizes: readonly number[]): string[] {
  if (sizes.length === 1) return [];
  return [
    `There are ${sizes.length} policies, one a line, of ${formatList(sizes.map(String))} characters: attach all of them. Only a single one fits a session policy or the inline policies of a user (${SMALL} in all); all fit the inline policies of a role (10240 in all), or a managed policy each (6144).`,
  ];
}

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
