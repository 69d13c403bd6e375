import type { AwsEcsExpressService, EcsReader } from '../../aws/read/workload-reader.ts';
import { mapConcurrent } from '../reading/map-concurrent.ts';
import type { ReadPart } from '../reading/unread.ts';
import type { EcsPart } from './ecs-snapshot.ts';
import type { Launch } from './launch.ts';
import type { EcsService } from './service.ts';

/** How many requests are under way at once. */
const WIDTH = 8;

/**
 * The services with what ECS manages of them: DescribeServices may leave network and definition of an Express service to
 * DescribeExpressGatewayService [aws-facts: ecs-network-configuration]. What it does tell stays as it is, and is not asked
 * for again.
 */
export function completeExpress(
  reader: EcsReader,
  readPart: ReadPart<EcsPart>,
  services: readonly EcsService[],
): Promise<EcsService[]> {
  return mapConcurrent(services, WIDTH, async (service) => {
    if (!service.express || !lacks(service)) return service;
    const found = await readPart('expressServices', () => reader.expressService(service.arn), null);
    return found === null ? service : withExpress(service, found);
  });
}

function lacks({ network, taskDefinition }: Launch): boolean {
  return network === null || network.subnetIds.length === 0 || taskDefinition === null;
}

/** The newest configuration is the one that ECS starts tasks with. Whether these get a public address it does not tell. */
function withExpress(service: EcsService, { activeConfigurations = [] }: AwsEcsExpressService): EcsService {
  const [newest] = activeConfigurations.toSorted(
    (a, b) => (b.createdAt?.getTime() ?? 0) - (a.createdAt?.getTime() ?? 0),
  );
  if (newest === undefined) return service;
  const { subnets = [], securityGroups = [] } = newest.networkConfiguration ?? {};
  const network =
    subnets.length === 0 ? null : { subnetIds: subnets, securityGroupIds: securityGroups, assignPublicIp: null };
  const filled = <T extends Launch>(launch: T): T => ({
    ...launch,
    network: launch.network === null || launch.network.subnetIds.length === 0 ? network : launch.network,
    taskDefinition: launch.taskDefinition ?? newest.taskDefinitionArn ?? null,
    // Express services run on Fargate and nowhere else.
    launchType: launch.launchType ?? (launch.capacityProviders.length === 0 ? 'FARGATE' : null),
  });
  return {
    ...filled(service),
    deployments: service.deployments.map((each) => (each.status === 'PRIMARY' ? filled(each) : each)),
  };
}

/**
 * The services with whether GuardDuty's agent runs beside their containers, as far as ECS tells: of deployments before
 * 25 October 2024 there are no revisions [aws-facts: ecs-network-configuration].
 */
export async function completeRevisions(
  reader: EcsReader,
  readPart: ReadPart<EcsPart>,
  services: readonly EcsService[],
): Promise<EcsService[]> {
  const arns = services.flatMap(({ revisionArns }) => revisionArns);
  if (arns.length === 0) return [...services];
  const read = async () => (await reader.serviceRevisions([...new Set(arns)])).found;
  const revisions = await readPart('serviceRevisions', read, null);
  const guarded = new Map(revisions?.map((each) => [each.serviceRevisionArn ?? '', each.guardDutyEnabled ?? null]));
  return services.map((service) => {
    const told = service.revisionArns.map((arn) => guarded.get(arn) ?? null);
    return { ...service, guardDuty: told.includes(true) ? true : told.includes(false) ? false : null };
  });
}
