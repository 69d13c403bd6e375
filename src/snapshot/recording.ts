import type { DnsReader } from '../aws/read/dns-reader.ts';
import type { Reader } from '../aws/read/reader.ts';
import type { EcsReader } from '../aws/read/workload-reader.ts';
import { clause, isDenied, PullpathError } from '../errors.ts';
import type { UnreadSection } from './recorded.ts';
import { type Item, keyOfItem, SECTIONS, type SectionName } from './sections.ts';
import { kept } from './shape.ts';

/** What the reads of a run have answered so far. */
export class Recording {
  readonly #sections = new Map<SectionName, Map<string, Item>>();
  readonly #unread = new Map<string, UnreadSection>();

  /** What was answered, by section, in the order of the answers. */
  get sections(): ReadonlyMap<SectionName, readonly Item[]> {
    return new Map([...this.#sections].map(([section, items]) => [section, [...items.values()]]));
  }

  get unread(): UnreadSection[] {
    return [...this.#unread.values()];
  }

  /** The reader, of which everything that it answers is recorded. */
  reader(reader: Reader): Reader {
    const list = <Args extends readonly unknown[], T>(section: SectionName, read: (...args: Args) => Promise<T[]>) => {
      return (...args: Args): Promise<T[]> =>
        this.#recorded(
          section,
          () => read(...args),
          (items) => items,
        );
    };
    return {
      ...reader,
      zones: list('AvailabilityZones', reader.zones),
      vpcs: list('Vpcs', reader.vpcs),
      subnets: list('Subnets', reader.subnets),
      routeTables: list('RouteTables', reader.routeTables),
      natGateways: list('NatGateways', reader.natGateways),
      networkAcls: list('NetworkAcls', reader.networkAcls),
      securityGroups: list('SecurityGroups', reader.securityGroups),
      endpoints: list('VpcEndpoints', reader.endpoints),
      endpointServices: list('ServiceDetails', reader.endpointServices),
      dhcpOptions: list('DhcpOptions', reader.dhcpOptions),
      prefixLists: list('PrefixLists', reader.prefixLists),
      prefixListEntries: (PrefixListId) =>
        this.#recorded(
          'PrefixListEntries',
          () => reader.prefixListEntries(PrefixListId),
          (cidrs) => [{ PrefixListId, Entries: cidrs.map((Cidr) => ({ Cidr })) }],
        ),
      vpcAttributes: (VpcId) =>
        this.#recorded(
          'VpcAttributes',
          () => reader.vpcAttributes(VpcId),
          ({ enableDnsSupport, enableDnsHostnames }) => [
            { VpcId, EnableDnsSupport: { Value: enableDnsSupport }, EnableDnsHostnames: { Value: enableDnsHostnames } },
          ],
        ),
      networkInterfaces: list('NetworkInterfaces', reader.networkInterfaces),
      networkInterfacesAt: list('NetworkInterfaces', reader.networkInterfacesAt),
      interfacesOfInstances: list('NetworkInterfaces', reader.interfacesOfInstances),
    };
  }

  /** The reader of ECS, of which everything that it describes is recorded. */
  ecs(reader: EcsReader): EcsReader {
    const described = <Args extends readonly unknown[], T>(
      section: SectionName,
      read: (...args: Args) => Promise<{ readonly found: readonly T[] } & object>,
    ) => {
      return (...args: Args) =>
        this.#recorded(
          section,
          () => read(...args),
          ({ found }) => found,
        ) as never;
    };
    // A list that is refused leaves the things unread that it would have named.
    const listed = <Args extends readonly unknown[], T>(section: SectionName, read: (...args: Args) => Promise<T>) => {
      return (...args: Args): Promise<T> =>
        this.#recorded(
          section,
          () => read(...args),
          () => [],
        );
    };
    return {
      clusterArns: listed('clusters', reader.clusterArns),
      clusters: described('clusters', reader.clusters),
      serviceArns: listed('services', reader.serviceArns),
      services: described('services', reader.services),
      expressService: (arn) =>
        this.#recorded(
          'expressServices',
          () => reader.expressService(arn),
          (service) => [service],
        ),
      serviceRevisions: described('serviceRevisions', reader.serviceRevisions),
      taskArns: listed('tasks', reader.taskArns),
      tasks: described('tasks', reader.tasks),
      taskDefinition: (name) =>
        this.#recorded(
          'taskDefinitions',
          () => reader.taskDefinition(name),
          (definition) => [definition],
        ),
      capacityProviders: described('capacityProviders', reader.capacityProviders),
      containerInstanceArns: listed('containerInstances', reader.containerInstanceArns),
      containerInstances: described('containerInstances', reader.containerInstances),
    };
  }

  /** The reader of who answers names, of which everything that it answers is recorded. */
  dns(reader: DnsReader): DnsReader {
    const list = <T>(section: SectionName, key: string, field: string, read: (of: string) => Promise<T[]>) => {
      return (of: string): Promise<T[]> =>
        this.#recorded(
          section,
          () => read(of),
          (items) => [{ [key]: of, [field]: items }],
        );
    };
    const one = <T>(section: SectionName, read: (id: string) => Promise<T>) => {
      return (id: string): Promise<T> =>
        this.#recorded(
          section,
          () => read(id),
          // Under the id that was asked for: Route 53 answers with another form of it.
          (item) => [{ ...item, Id: id }],
        );
    };
    return {
      hostedZonesOfVpc: (vpcId, region) =>
        list('HostedZonesOfVpc', 'VpcId', 'HostedZoneSummaries', (of) => reader.hostedZonesOfVpc(of, region))(vpcId),
      hostedZone: one('HostedZones', reader.hostedZone),
      recordSets: list('RecordSets', 'HostedZoneId', 'ResourceRecordSets', reader.recordSets),
      resolverRuleAssociations: list(
        'ResolverRuleAssociations',
        'VpcId',
        'ResolverRuleAssociations',
        reader.resolverRuleAssociations,
      ),
      resolverRule: one('ResolverRules', reader.resolverRule),
      profileAssociations: list('ProfileAssociations', 'VpcId', 'ProfileAssociations', reader.profileAssociations),
      profileResources: list('ProfileResources', 'ProfileId', 'ProfileResourceAssociations', reader.profileResources),
    };
  }

  async #recorded<T>(
    section: SectionName,
    read: () => Promise<T>,
    itemsIn: (answer: T) => readonly unknown[],
  ): Promise<T> {
    const { action, shape } = SECTIONS[section];
    try {
      const answer = await read();
      const items = this.#sections.get(section) ?? new Map<string, Item>();
      this.#sections.set(section, items);
      for (const raw of itemsIn(answer)) {
        const item = kept(shape, raw) as Item;
        items.set(keyOfItem(section, item), item);
      }
      return answer;
    } catch (error) {
      if (error instanceof PullpathError) this.#met(action, error);
      throw error;
    }
  }

  #met(action: string, error: PullpathError): void {
    const why = error.kind !== 'refused-by-aws' ? 'failed' : isDenied(error) ? 'denied' : 'refused';
    const { code, message, remedy } = error;
    // As the code of the reads does: once for each action and code.
    this.#unread.set(`${action} ${code}`, {
      action: error.action ?? action,
      code,
      message: clause(message),
      why,
      remedy: remedy as UnreadSection['remedy'],
    });
  }
}
