import type { Subject } from '../../diagnose/findings/finding.ts';
import type { Tags } from '../../discover/entities/tags.ts';
import { isGone } from '../../facts/endpoint-state.ts';
import { countResources } from '../count-resources.ts';
import { modifiedThings } from '../ownership/modified-things.ts';
import { forgedNotes, isAnyOwn, isOwnEndpoint, isOwnGroup } from '../ownership/ownership.ts';
import type { Plan } from '../plan.ts';
import { costOf } from '../preview/cost.ts';
import type { RollbackRequest } from '../rollback/rollback-plan.ts';
import { readUndo } from '../rollback/undo-tags.ts';
import type { Untag } from '../steps/untag.ts';

const PREFIX = 'pullpath:';

/** What a release is made from: as a rollback, but for the consent to changes of others' things, of which it makes none. */
export type ReleaseRequest = Omit<RollbackRequest, 'modifyExisting'>;

/**
 * What hands a stack over: pullpath's tags go from what it made, and from what it changed and did not make; nothing else
 * changes. Others' things come first: they can still be put back as long as their undo tags are there. What has the tags
 * and is not the stack's is not touched, and reported.
 */
export function makeReleasePlan({ snapshot, vpcId, stack, run, prices }: ReleaseRequest): Plan {
  const { account } = snapshot.caller;
  const endpoints = snapshot.endpoints.filter((endpoint) => endpoint.vpcId === vpcId && !isGone(endpoint));
  const groups = snapshot.securityGroups.filter((group) => group.vpcId === vpcId);
  const own = endpoints.filter((endpoint) => isOwnEndpoint(endpoint, stack, account));
  const ownGroups = groups.filter((group) => isOwnGroup(group, stack, account));
  const modified = modifiedThings(snapshot, vpcId, stack);
  const changed = [...modified.endpoints, ...(modified.vpc === undefined ? [] : [modified.vpc])];
  const foreign = changed.map((thing) =>
    untag(
      thing,
      vpcId,
      thing.id === vpcId ? 'vpc' : 'vpc-endpoint',
      `${recordText(thing.tags)}: it stays as pullpath left it, and rollback can no longer restore it`,
    ),
  );
  const first = foreign.map(({ id }) => id);
  const made = [
    ...own.map((endpoint) => untag(endpoint, vpcId, 'vpc-endpoint', 'it stays as it is', first)),
    ...ownGroups.map((group) => untag(group, vpcId, 'security-group', 'it stays as it is', first)),
  ];
  const steps = [...foreign, ...made];
  return {
    purpose: 'release',
    account,
    region: snapshot.region,
    vpcId,
    stack,
    run,
    choices: null,
    targetSubnetIds: [],
    steps,
    blocked: [],
    left: [],
    notes: [...forgedNotes(stack, [...groups, ...endpoints], [...ownGroups, ...own]), ...modified.forged],
    summary: countResources(steps),
    cost: costOf(steps, snapshot.region, prices),
    sideEffects: [],
    findings: [],
    preview: null,
    preconditions: {},
  };
}

/** The changes of others' things that a release makes final, a sentence each. */
export function finalChanges({ steps }: Pick<Plan, 'steps'>): string[] {
  return steps.flatMap((step) =>
    step.kind === 'untag' && !isAnyOwn(step.before) ? [`${step.resourceId}: ${step.because}.`] : [],
  );
}

function untag(
  thing: { readonly id: string; readonly tags: Tags },
  vpcId: string,
  type: Subject['type'],
  because: string,
  needs: string[] = [],
): Untag {
  const { id, tags } = thing;
  const entries = Object.entries(tags);
  return {
    id: `untag:${id}`,
    kind: 'untag',
    action: 'update',
    subject: { type, id },
    resourceId: id,
    vpcId,
    dropTags: entries.flatMap(([key]) => (key.startsWith(PREFIX) ? [key] : [])),
    before: tags,
    after: Object.fromEntries(entries.filter(([key]) => !key.startsWith(PREFIX))),
    because,
    needs,
  };
}

/** What the undo tags would put back. */
function recordText(tags: Tags): string {
  const groups = readUndo(tags, 'groups');
  const off = (['private-dns', 'dns-support', 'dns-hostnames'] as const).filter(
    (name) => readUndo(tags, name) !== null,
  );
  const NAMES = { 'private-dns': 'private DNS', 'dns-support': 'DNS support', 'dns-hostnames': 'DNS hostnames' };
  const parts = [
    ...(groups === null
      ? []
      : [groups.length === 0 ? 'no security groups' : `the security groups ${groups.join(', ')}`]),
    ...off.map((name) => `${NAMES[name]} off`),
  ];
  return parts.length === 0 ? 'its undo tags are malformed' : `before pullpath it had ${parts.join(' and ')}`;
}
