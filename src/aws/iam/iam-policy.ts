import {
  DNS_READ_CALLS,
  ECS_READ_CALLS,
  ECS_WRITE_CALLS,
  type Grant,
  grantsOf,
  HUB_READ_CALLS,
  type Mode,
  READ_CALLS,
  type ReadCall,
} from './calls.ts';
import { conditionOf, type PolicyCondition, type PolicyScope } from './iam-conditions.ts';

export interface IamStatement {
  readonly Sid: string;
  readonly Effect: 'Allow';
  readonly Action: readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: PolicyCondition;
}

export interface Policy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly IamStatement[];
}

/** What a run may ask beyond its mode; each such read that is denied makes a part of the answer unknown. */
export interface MoreReads {
  /** What is asked of ECS where a workload is named. */
  readonly ecs?: boolean;
  /** What tells who answers names: private hosted zones, Resolver rules, Profiles. */
  readonly dns?: boolean;
  /** What tells how VPCs are connected. */
  readonly hubs?: boolean;
  /** Also what `--force-new-deployment` sends, where the mode has it. */
  readonly forces?: boolean;
}

/**
 * The least policy for a mode: the reads, and for `apply` and `rollback` the changes, tied to the tags of one stack so
 * that IAM itself keeps pullpath from deleting what it did not make. `plan` needs no more than `audit` and the decoding
 * of denials; to have its `--check-permissions` say yes takes the policy of `apply`.
 */
export function iamPolicy(mode: Mode, scope: PolicyScope, more: MoreReads = {}): Policy {
  const grants = grantsOf(mode, scope.modifyExisting);
  const creating = creatingCalls(grants);
  const names = [...new Set(grants.map((grant) => grant.statement))];
  return {
    Version: '2012-10-17',
    Statement: [
      { Sid: 'Read', Effect: 'Allow', Action: readActions(mode), Resource: '*' },
      ...(more.ecs || more.forces ? optionalReads('OptionalReadEcs', ECS_READ_CALLS, mode) : []),
      ...(more.dns ? optionalReads('OptionalReadDns', DNS_READ_CALLS, mode) : []),
      ...(more.hubs ? optionalReads('OptionalReadHubs', HUB_READ_CALLS, mode) : []),
      ...(more.forces ? ecsChanges(mode, scope) : []),
      ...names.map((name) => {
        const members = grants.filter((grant) => grant.statement === name);
        return statement(name, members, scope, creating);
      }),
    ],
  };
}

/** Needed for nothing but `--force-new-deployment`. */
function ecsChanges(mode: Mode, { partition, region = '*', account = '*' }: PolicyScope): IamStatement[] {
  const calls = Object.values(ECS_WRITE_CALLS).filter((call) => call.modes.includes(mode));
  const actions = calls.flatMap((call) => call.actions);
  const services = `arn:${partition}:ecs:${region}:${account}:service/*`;
  return actions.length === 0
    ? []
    : [{ Sid: 'ForceNewDeployment', Effect: 'Allow', Action: actions, Resource: services }];
}

/** None for a mode that never asks. */
function optionalReads(Sid: string, table: Readonly<Record<string, ReadCall>>, mode: Mode): IamStatement[] {
  const calls = Object.values(table).filter((call) => call.modes.includes(mode));
  const actions = [...new Set(calls.flatMap((call) => call.actions))];
  return actions.length === 0 ? [] : [{ Sid, Effect: 'Allow', Action: actions, Resource: '*' }];
}

/** The calls that `ec2:CreateAction` may name: those that send tags along. */
function creatingCalls(grants: readonly Grant[]): string[] {
  const names = grants.map((grant) => grant.action.replace('ec2:', ''));
  return [...new Set(names)].filter((name) => /^(Create|Authorize)/.test(name) && name !== 'CreateTags');
}

/** The permissions of a policy of which AWS's sources disagree whether they are checked: `route53:…`. */
export function uncertainActions(mode: Mode, { modifyExisting }: PolicyScope): string[] {
  const uncertain = grantsOf(mode, modifyExisting).filter(({ isUncertain }) => isUncertain);
  return [...new Set(uncertain.map(({ action }) => action))];
}

/** The characters that IAM counts: all but white space [aws-facts: policy-size]. */
export function sizeOf(policy: Policy): number {
  return JSON.stringify(policy).replace(/\s/g, '').length;
}

function readActions(mode: Mode): string[] {
  const calls = Object.values(READ_CALLS).filter((call) => call.modes.includes(mode));
  return [...new Set(calls.flatMap((call) => call.actions))];
}

function statement(
  name: string,
  grants: readonly Grant[],
  scope: PolicyScope,
  createActions: readonly string[],
): IamStatement {
  const condition = conditionOf(grants[0]?.conditions ?? [], scope, createActions);
  return {
    Sid: name,
    Effect: 'Allow',
    Action: [...new Set(grants.map((grant) => grant.action))],
    Resource: [...new Set(grants.map((grant) => arn(grant, scope)))],
    ...(Object.keys(condition).length === 0 ? {} : { Condition: condition }),
  };
}

function arn({ on }: Grant, { partition, region = '*', account = '*', vpcId = '*' }: PolicyScope): string {
  if (on === 'hostedzone') return `arn:${partition}:route53:::hostedzone/*`;
  return `arn:${partition}:ec2:${region}:${account}:${on}/${on === 'vpc' ? vpcId : '*'}`;
}
