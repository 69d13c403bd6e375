import { nameOfDefinition } from '../../ecs/find.ts';
import type { Ecs, TaskDefinition } from '../../ecs/types.ts';
import { ApiError } from '../../protocol/api-error.ts';
import type { Fields } from '../../protocol/wire.ts';
import type { Action, Call } from '../action.ts';
import { ecsOf, pageOf, shortName, tagList } from './request.ts';
import { definitionArn } from './rollout-view.ts';

/** By ARN, `family:revision`, or family alone for its latest active revision. @throws ClientException */
export function findDefinition({ taskDefinitions }: Ecs, given: string): TaskDefinition {
  const [family, revision] = shortName(given).split(':');
  const found = taskDefinitions
    .filter(
      (each) => each.family === family && (revision ? String(each.revision) === revision : each.status === 'ACTIVE'),
    )
    .sort((a, b) => b.revision - a.revision)[0];
  if (!found) throw new ApiError('ClientException', 'Unable to describe task definition.');
  return found;
}

function view(call: Call, definition: TaskDefinition): Fields {
  const containers = definition.containers.map((container) => ({
    cpu: 0,
    portMappings: [],
    environment: [],
    mountPoints: [],
    volumesFrom: [],
    ...container,
  }));
  return {
    taskDefinitionArn: definitionArn(call, nameOfDefinition(definition)),
    containerDefinitions: containers as unknown as Fields[],
    family: definition.family,
    executionRoleArn: definition.executionRoleArn,
    networkMode: definition.networkMode,
    revision: definition.revision,
    volumes: [],
    status: definition.status,
    placementConstraints: [],
    compatibilities: definition.compatibilities,
    requiresCompatibilities: definition.compatibilities,
    runtimePlatform: { cpuArchitecture: 'X86_64', operatingSystemFamily: definition.operatingSystemFamily },
    cpu: definition.cpu,
    memory: definition.memory,
  };
}

export const DescribeTaskDefinition: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const definition = findDefinition(ecsOf(call), call.form.text('taskDefinition') ?? '');
    const withTags = call.form.list('include').includes('TAGS');
    return { taskDefinition: view(call, definition), tags: withTags ? tagList(definition.tags) : undefined };
  },
};

export const ListTaskDefinitions: Action = {
  mutating: false,
  run(call) {
    call.permit();
    const family = call.form.text('familyPrefix');
    const status = call.form.text('status') ?? 'ACTIVE';
    const listed = ecsOf(call)
      .taskDefinitions.filter((each) => each.status === status && (family === undefined || each.family === family))
      .sort((a, b) => (a.family < b.family ? -1 : Number(a.family > b.family)) || a.revision - b.revision)
      .map((each) => definitionArn(call, nameOfDefinition(each)));
    const { items, nextToken } = pageOf(call, call.form.text('sort') === 'DESC' ? listed.reverse() : listed, 100);
    return { taskDefinitionArns: items, nextToken };
  },
};
