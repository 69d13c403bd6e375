import { describe, expect, it } from 'vitest';
import { locked, silent } from './foreign-worlds.ts';
import { gist, type PlanRow, planOn, says } from './planning.ts';
import { bear, endpointOf, groupOf, https } from './worlds.ts';

const ALL = { modifyExisting: 'all' } as const;
const OTHER_STACK = { 'pullpath:managed-by': 'pullpath', 'pullpath:stack': 'blue', 'pullpath:run': 'r' };

const api = endpointOf(locked(), 'ecr.api').id;
const NEW = ['security-group', 'ingress', 'endpoint:ecr.api', 'endpoint:ecr.dkr', 'endpoint:s3'];
const tags = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`key-${i}`, 'x']));

const rows: readonly PlanRow[] = [
  [
    'its groups shut the targets out: our group goes beside them',
    locked(),
    ALL,
    { steps: ['security-group', 'ingress', `modify:${api}`] },
  ],
  ['and only with consent', locked(), {}, { steps: [], blocked: ['NeedsModifyExisting'] }],
  [
    'which may be given for that very change',
    locked(),
    { modifyExisting: [`modify:${api}`] },
    { steps: ['security-group', 'ingress', `modify:${api}`] },
  ],
  ['not for another', locked(), { modifyExisting: ['modify:vpce-1'] }, { steps: [], blocked: ['NeedsModifyExisting'] }],
  [
    'it bears five groups already',
    locked((endpoint) => endpoint.groupIds.push('sg-1', 'sg-2', 'sg-3', 'sg-4')),
    ALL,
    { steps: [], notes: [says(`${api} (ecr.api) admits tasks by their security groups`)] },
  ],
  [
    'it bears five groups that shut the targets out',
    locked((endpoint, w) => {
      const more = [1, 2, 3, 4].map((n) => ({ ...groupOf(w, 'only-operations'), id: `sg-0b${n}`, name: `g${n}` }));
      w.securityGroups.push(...more);
      bear(w, endpoint, [...endpoint.groupIds, ...more.map(({ id }) => id)]);
    }),
    ALL,
    { steps: [], blocked: ['TooManyGroupsOnEndpoint'] },
  ],
  [
    'it belongs to an AWS service',
    locked((endpoint) => Object.assign(endpoint, { requesterManaged: true })),
    ALL,
    { steps: [], blocked: ['RequesterManaged'] },
  ],
  [
    'it bears forged tags of this very stack',
    locked((endpoint) => Object.assign(endpoint, { tags: { ...OTHER_STACK, 'pullpath:stack': 'default' } })),
    ALL,
    { steps: [], blocked: ['ForgedTags'] },
  ],
  [
    'it belongs to another stack',
    locked((endpoint) => Object.assign(endpoint, { tags: OTHER_STACK })),
    ALL,
    { steps: [], blocked: ['OtherStacksEndpoint'] },
  ],
  [
    'it bears the changes of another stack',
    locked((endpoint) =>
      Object.assign(endpoint, { tags: { 'pullpath:stack': 'blue', 'pullpath:undo:groups': 'sg-1' } }),
    ),
    ALL,
    { steps: [], blocked: ['OtherStacksChange'] },
  ],
  [
    'it lost the tag that says for which stack it was made',
    locked((endpoint) => Object.assign(endpoint, { tags: { 'pullpath:managed-by': 'pullpath' } })),
    ALL,
    {
      steps: [],
      blocked: ['OrphanedByPullpath'],
    },
  ],
  [
    'it has no room for the undo record',
    locked((endpoint) => Object.assign(endpoint, { tags: tags(49) })),
    ALL,
    { steps: [], blocked: ['TooManyTags'] },
  ],
  [
    'AWS’s own tags do not count',
    locked((endpoint) => Object.assign(endpoint, { tags: { ...tags(47), 'aws:cloudformation:stack-name': 'x' } })),
    ALL,
    { steps: ['security-group', 'ingress', `modify:${api}`] },
  ],
  [
    'it lets tasks in by a group that they may carry',
    locked((_, w) => {
      groupOf(w, 'only-operations').rules.push(https(groupOf(w, 'default').id));
    }),
    {},
    { steps: [], notes: [says('name these with --task-security-group-ids')] },
  ],
  [
    'it lets tasks in by a group that they may carry, and our group may end the doubt',
    locked((_, w) => {
      groupOf(w, 'only-operations').rules.push(https(groupOf(w, 'default').id));
    }),
    ALL,
    { steps: ['security-group', 'ingress', `modify:${api}`] },
  ],
  [
    'two rules together let a subnet in',
    locked((_, w) => {
      const peers = ['10.0.1.0/25', '10.0.1.128/25', '10.0.2.0/24'];
      groupOf(w, 'only-operations').rules.push(...peers.map((peer) => https(peer)));
    }),
    {},
    { steps: [] },
  ],
  [
    'half a subnet is let in',
    locked((_, w) => {
      groupOf(w, 'only-operations').rules.push(https('10.0.1.0/25'), https('10.0.2.0/24'));
    }),
    {},
    { steps: [], blocked: ['NeedsModifyExisting'] },
  ],
  [
    'somebody is just making it',
    locked((endpoint, w) => {
      bear(w, endpoint, ['sg-0b00000000000open']);
      endpoint.state = 'pending';
    }),
    {},
    { steps: [`await:${api}`] },
  ],
  [
    'it has failed, and holds the names',
    locked((endpoint) => Object.assign(endpoint, { state: 'failed' })),
    ALL,
    { steps: [], blocked: ['FailedEndpointHoldsNames'] },
  ],
  [
    'it has failed without names',
    locked((endpoint) => Object.assign(endpoint, { state: 'failed', privateDns: false })),
    {},
    { steps: ['security-group', 'ingress', 'endpoint:ecr.api'] },
  ],
  [
    'it answers no name: a second one is made, and said what consent would save',
    silent(),
    {},
    { steps: NEW, notes: [says('with --modify-existing it is switched on instead, which saves the new one')] },
  ],
  [
    'it answers no name, and may be made to',
    silent(),
    ALL,
    { steps: ['security-group', 'ingress', `modify:${api}`, 'endpoint:ecr.dkr', 'endpoint:s3'] },
  ],
  [
    'it answers no name, and is another stack’s',
    silent((endpoint) => Object.assign(endpoint, { tags: OTHER_STACK })),
    ALL,
    { steps: NEW },
  ],
  [
    'it answers no name, and is an AWS service’s own',
    silent((endpoint) => Object.assign(endpoint, { requesterManaged: true })),
    ALL,
    { steps: NEW },
  ],
  [
    'it answers no name, and has no room for the undo record',
    silent((endpoint) => Object.assign(endpoint, { tags: tags(49) })),
    ALL,
    { steps: NEW },
  ],
  [
    'it answers no name, bears five groups, and would shut somebody out',
    silent((endpoint, w) => {
      const more = [1, 2, 3, 4, 5].map((n) => ({
        ...groupOf(w, 'default'),
        id: `sg-0b${n}`,
        name: `g${n}`,
        rules: [],
      }));
      w.securityGroups.push(...more);
      bear(
        w,
        endpoint,
        more.map(({ id }) => id),
      );
    }),
    ALL,
    { steps: NEW },
  ],
];

describe('the plan over an endpoint of somebody else, where', () => {
  it.each(rows)('%s', (_, given, choices, { steps, blocked = [], notes = [] }) => {
    expect(gist(planOn(given, choices))).toEqual({ steps, blocked, notes });
  });
});
