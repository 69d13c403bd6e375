import { type EcsTask, toEcsTask } from '../../../discover/ecs/task.ts';
import { PullpathError } from '../../../errors.ts';
import type { ExplainContext } from '../../../explain/explain.ts';
import type { Explanation } from '../../../explain/explanation.ts';
import type { Recorded } from '../../../snapshot/recorded.ts';
import { answersOf } from '../../../snapshot/recorded-reader.ts';
import type { Item, SectionName } from '../../../snapshot/sections.ts';
import { COMMANDS, isCommand } from '../../line/command-table.ts';
import { loadSnapshot } from '../session/load-snapshot.ts';

/** What a snapshot adds to a text that is to be explained. */
export interface SnapshotContext {
  /** The newest failure of a task that the snapshot has, as ECS told it; null where it has none. */
  readonly text: string | null;
  /** Where the text's subnet, interface, group, endpoint or route table lies. */
  contextOf(text: string): ExplainContext;
  /** The explanation with a next command that reads the same snapshot, where that command can. */
  completed(explanation: Explanation): Explanation;
}

/** @throws usage as `loadSnapshot` does */
export async function snapshotContext(from: string, region: string | undefined): Promise<SnapshotContext> {
  const { recorded } = await loadSnapshot(from, region);
  const failed = newestFailure(recorded);
  const reason = failed === null ? null : reasonsOf(failed);
  return {
    text: reason,
    contextOf: (text) => ({
      region: recorded.region,
      vpcId: vpcIn(recorded, text),
      ...(failed === null || text !== reason ? {} : namesOf(failed)),
    }),
    completed: (explanation) => {
      const { next } = explanation;
      const takesFrom = next !== null && isCommand(next.command) && COMMANDS[next.command].flags.includes('from');
      return takesFrom ? { ...explanation, next: { ...next, options: { ...next.options, from } } } : explanation;
    },
  };
}

/** What is said where neither an argument nor the snapshot has a text. */
export function nothingToExplain(from: string): PullpathError {
  return new PullpathError('usage', {
    code: 'NothingToExplain',
    message: `There is no text to explain, and no task in ${from} has failed.`,
    remedy:
      'Pass the error message as an argument or through a pipe, or take the snapshot with --cluster and --service.',
  });
}

function newestFailure({ sections }: Recorded): EcsTask | null {
  const tasks = answersOf<Parameters<typeof toEcsTask>[0]>('tasks', sections.get('tasks') ?? []).map(toEcsTask);
  const failed = tasks.filter(
    (task) => task.lastStatus === 'STOPPED' && task.startedAt === null && reasonsOf(task) !== '',
  );
  return failed.toSorted((a, b) => (b.stoppedAt ?? '').localeCompare(a.stoppedAt ?? ''))[0] ?? null;
}

function reasonsOf({ stoppedReason, containers }: EcsTask): string {
  return [...new Set([stoppedReason, ...containers.map(({ reason }) => reason)])]
    .filter((text) => text !== null)
    .join('\n');
}

function namesOf({ cluster, group, id }: EcsTask): ExplainContext {
  return { cluster, ecsService: group?.startsWith('service:') ? group.slice('service:'.length) : undefined, task: id };
}

const PLACES: readonly (readonly [SectionName, string])[] = [
  ['Vpcs', 'VpcId'],
  ['Subnets', 'SubnetId'],
  ['NetworkInterfaces', 'NetworkInterfaceId'],
  ['VpcEndpoints', 'VpcEndpointId'],
  ['SecurityGroups', 'GroupId'],
  ['RouteTables', 'RouteTableId'],
];

/** The VPC of the first thing that a text names and the snapshot has; else the only VPC of the snapshot. */
function vpcIn({ sections }: Recorded, text: string): string | undefined {
  const ids = new Set(text.match(/\b(vpc|subnet|eni|vpce|sg|rtb)-[0-9a-f]{8,17}\b/g) ?? []);
  const named = PLACES.flatMap(([section, key]) =>
    (sections.get(section) ?? []).filter((item) => ids.has(String(item[key]))),
  );
  const vpcs = sections.get('Vpcs') ?? [];
  const [found]: Item[] = [...named, ...(vpcs.length === 1 ? vpcs : [])];
  return found === undefined ? undefined : String(found.VpcId);
}
