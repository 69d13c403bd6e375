import { describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../../src/aws/client/clients.ts';
import { denialOf } from '../../src/aws/errors/denial.ts';
import { iamPolicy, type Policy } from '../../src/aws/iam/iam-policy.ts';
import type { Writer } from '../../src/aws/write/writer.ts';
import { discover, readVpcDetails } from '../../src/discover/reading/discover.ts';
import { Snapshot } from '../../src/discover/snapshot.ts';
import { creationTags } from '../../src/plan/ownership/ownership.ts';
import { manualClock, type SandboxOptions, startSandbox, type WorldName, worldNames } from '../../src/sandbox/index.ts';

/** A connection, as a command makes it, to a simulated account. */
async function account(world: WorldName, options: Partial<SandboxOptions> = {}) {
  const sandbox = await startSandbox({ world, ...options });
  const { region, url, accountId } = sandbox;
  const connection = await connect({
    region,
    endpointUrl: url,
    credentials: { accessKeyId: 'testing', secretAccessKey: 'testing' },
  });
  onTestFinished(async () => {
    connection.close();
    await sandbox.close();
  });
  const writer = connection.writer();
  const asking = connection.dryRunWriter();
  return { sandbox, reader: connection.reader, writer, asking, region, accountId };
}

/** Everything that can be read of a region, its VPCs detailed. */
async function readAll({ reader, region }: Awaited<ReturnType<typeof account>>): Promise<Snapshot> {
  const wide = await discover(reader, { region });
  return readVpcDetails(
    reader,
    wide,
    wide.vpcs.map((vpc) => vpc.id),
  );
}

function only(...actions: string[]): NonNullable<SandboxOptions['iam']> {
  return { policies: [{ Statement: { Effect: 'Allow', Action: actions, Resource: '*' } }] };
}

const RULE = { protocol: 'tcp', fromPort: 443, toPort: 443, cidr: '10.0.0.0/16', description: 'HTTPS' } as const;
const TAGS = creationTags('default', 'run-1', 'x');

/** What a run makes in the first VPC of a world: a group with a rule, an interface endpoint and a gateway endpoint. */
async function make(writer: Writer, snapshot: Snapshot, tags = TAGS) {
  const vpcId = snapshot.vpcs[0]!.id;
  const subnetId = snapshot.subnets.find((subnet) => subnet.vpcId === vpcId)!.id;
  const tableId = snapshot.routeTables.find((table) => table.vpcId === vpcId && !table.main)!.id;
  const groupId = await writer.createSecurityGroup({ vpcId, name: 'pullpath-default', description: 'x', tags });
  await writer.authorizeIngress(groupId, [RULE], tags);
  const services = snapshot.endpointServices.map((service) => service.name);
  const offered = (suffix: string) => services.find((name) => name.endsWith(suffix))!;
  const interfaceId = await writer.createInterfaceEndpoint({
    vpcId,
    service: offered('.ecr.api'),
    subnetIds: [subnetId],
    groupIds: [groupId],
    privateDns: true,
    clientToken: 'one',
    tags,
  });
  const gatewayId = await writer.createGatewayEndpoint({
    vpcId,
    service: offered('.s3'),
    routeTableIds: [tableId],
    clientToken: 'two',
    tags,
  });
  return { vpcId, groupId, interfaceId, gatewayId, tableId };
}

describe('every world', () => {
  it.each(worldNames)('is read whole, as plain data, and nothing is sent but questions: %s', async (world) => {
    const at = await account(world);
    const snapshot = await readAll(at);
    expect(snapshot.unread).toEqual([]);
    expect(Snapshot.parse(JSON.parse(JSON.stringify(snapshot)))).toEqual(snapshot);
    expect(at.sandbox.journal.mutations()).toEqual([]);
    for (const action of Object.keys(at.sandbox.journal.counts())) expect(action).toMatch(/^(Describe|Get)/);
  });

  it.each(worldNames)('reads the same in small pages as in one: %s', async (world) => {
    // Where ECS starts tasks, addresses are taken and free again as time goes by.
    const whole = await readAll(await account(world, { clock: manualClock(0) }));
    const paged = await readAll(await account(world, { clock: manualClock(0), timing: { pageSize: 2 } }));
    expect(paged).toEqual(whole);
  });
});

describe('a read that is denied', () => {
  it('is recorded under the action that is missing, whichever it is', async () => {
    const free = await account('foreign-ecr');
    await readAll(free);
    const sent = Object.keys(free.sandbox.journal.counts()).filter((action) => action !== 'GetCallerIdentity');
    expect(sent.length).toBeGreaterThan(10);
    for (const denied of sent) {
      const rest = sent.filter((action) => action !== denied).map((action) => `ec2:${action}`);
      const snapshot = await readAll(await account('foreign-ecr', { iam: only(...rest) }));
      const seen = new Set(snapshot.unread.map(({ action, code }) => `${action} ${code}`));
      expect(seen).toEqual(new Set([`ec2:${denied} UnauthorizedOperation`]));
    }
  });

  it('makes an error of the whole where nothing at all may be read', async () => {
    const at = await account('guide', { iam: only('sts:*') });
    await expect(discover(at.reader, { region: at.region })).rejects.toMatchObject({ code: 'UnauthorizedOperation' });
  });

  it.each(['expired', 'invalid'] as const)(
    'because the credentials are %s is an error of the whole',
    async (credentials) => {
      const at = await account('guide', { credentials });
      await expect(discover(at.reader, { region: at.region })).rejects.toMatchObject({ kind: 'credentials' });
    },
  );
});

describe('what the writer makes', () => {
  it('is there when it is read again, and gone when it is taken back', async () => {
    const at = await account('guide');
    const before = await readAll(at);
    const state = at.sandbox.state();
    const made = await make(at.writer, before);

    const after = await readAll(at);
    expect(after.securityGroups.find((group) => group.id === made.groupId)).toMatchObject({
      vpcId: made.vpcId,
      tags: TAGS,
      ingress: [{ protocol: 'tcp', fromPort: 443, toPort: 443, peer: { kind: 'ipv4', value: '10.0.0.0/16' } }],
    });
    const endpoint = after.endpoints.find(({ id }) => id === made.interfaceId);
    expect(endpoint).toMatchObject({ privateDns: true, groupIds: [made.groupId], tags: TAGS, state: 'available' });
    expect(after.networkInterfaces.map((entry) => entry.id)).toEqual(endpoint?.networkInterfaceIds);
    const routes = after.routeTables.find(({ id }) => id === made.tableId)?.routes;
    expect(routes?.map((route) => route.target)).toContainEqual({ kind: 'vpc-endpoint', id: made.gatewayId });
    expect(await at.reader.networkInterfacesOfGroup(made.groupId)).toHaveLength(1);

    expect(await at.writer.deleteEndpoints([made.interfaceId, made.gatewayId])).toEqual([]);
    await at.writer.deleteSecurityGroup(made.groupId);
    await readAll(at);
    expect(at.sandbox.state()).toEqual(state);
  });

  it('is made once where its token is repeated', async () => {
    const at = await account('guide');
    const snapshot = await readAll(at);
    const { vpcId, groupId, interfaceId } = await make(at.writer, snapshot);
    const service = (await readAll(at)).endpoints.find(({ id }) => id === interfaceId)!;
    const again = await at.writer.createInterfaceEndpoint({
      vpcId,
      service: service.service,
      subnetIds: service.subnetIds,
      groupIds: [groupId],
      privateDns: true,
      clientToken: 'one',
      tags: TAGS,
    });
    expect(again).toBe(interfaceId);
  });

  it('tells which groups name another in their rules', async () => {
    const at = await account('guide');
    const vpcId = (await readAll(at)).vpcs[0]!.id;
    const groupId = await at.writer.createSecurityGroup({ vpcId, name: 'a', description: 'x', tags: TAGS });
    expect(await at.reader.securityGroupsNaming(groupId)).toEqual([]);
  });
});

describe('the least policies, under a simulated IAM', () => {
  const scope = { partition: 'aws', stack: 'default', modifyExisting: false };
  const under = (...policies: Policy[]): Partial<SandboxOptions> => ({ iam: { policies: policies as never } });

  it('of audit suffices to read everything, and to make nothing', async () => {
    const at = await account('guide', under(iamPolicy('audit', scope)));
    const snapshot = await readAll(at);
    expect(snapshot.unread).toEqual([]);
    const error = await make(at.writer, snapshot).catch((reason) => reason);
    expect(denialOf(error)).toMatchObject({
      action: 'ec2:CreateSecurityGroup',
      reason: 'no identity-based policy allows the ec2:CreateSecurityGroup action',
    });
  });

  it('of apply suffices to make what a run makes, and to replace an endpoint of its own alone', async () => {
    const at = await account('partial-s3', under(iamPolicy('apply', scope)));
    const snapshot = await readAll(at);
    const [foreign] = snapshot.endpoints;
    const { groupId, interfaceId } = await make(at.writer, {
      ...snapshot,
      routeTables: snapshot.routeTables.filter((table) => !foreign!.routeTableIds.includes(table.id)),
    });
    const group = await at.writer.deleteSecurityGroup(groupId).catch((reason) => reason);
    expect(group).toMatchObject({ code: 'UnauthorizedOperation', action: 'ec2:DeleteSecurityGroup' });
    const refused = await at.writer.deleteEndpoints([interfaceId, foreign!.id]);
    expect(refused).toMatchObject([{ id: foreign!.id, code: 'UnauthorizedOperation' }]);
  });

  it('of apply makes nothing without the tags of its stack', async () => {
    const at = await account('guide', under(iamPolicy('apply', scope)));
    const snapshot = await readAll(at);
    await expect(make(at.writer, snapshot, creationTags('other', 'run-1', 'x'))).rejects.toMatchObject({
      code: 'UnauthorizedOperation',
    });
  });

  it('of rollback deletes what a run of the stack made, and nothing of another', async () => {
    const at = await account('guide', under(iamPolicy('apply', scope), iamPolicy('rollback', scope)));
    const { groupId, interfaceId, gatewayId } = await make(at.writer, await readAll(at));
    expect(await at.writer.deleteEndpoints([interfaceId, gatewayId])).toEqual([]);
    await at.writer.deleteSecurityGroup(groupId);

    const other = { ...scope, stack: 'other' };
    const stranger = await account('guide', under(iamPolicy('apply', scope), iamPolicy('rollback', other)));
    const made = await make(stranger.writer, await readAll(stranger));
    await expect(stranger.writer.deleteSecurityGroup(made.groupId)).rejects.toMatchObject({
      code: 'UnauthorizedOperation',
    });
  });

  it('of apply lets a run mark and modify what is foreign only with --modify-existing', async () => {
    for (const modifyExisting of [false, true]) {
      const policies = [
        iamPolicy('apply', { ...scope, modifyExisting }),
        iamPolicy('rollback', { ...scope, modifyExisting }),
      ];
      const at = await account('dns-off', under(...policies));
      const vpcId = (await readAll(at)).vpcs[0]!.id;
      const marks = { 'pullpath:stack': 'default', 'pullpath:undo:dns': 'off' };
      const change = async () => {
        await at.writer.createTags([vpcId], marks);
        await at.writer.modifyVpcAttribute(vpcId, 'enableDnsHostnames', true);
        await at.writer.deleteTags([vpcId], Object.keys(marks));
      };
      if (modifyExisting) await change();
      else await expect(change()).rejects.toMatchObject({ code: 'UnauthorizedOperation' });
      // Whoever could claim a foreign thing as made by pullpath could then delete it.
      await expect(at.writer.createTags([vpcId], { 'pullpath:managed-by': 'pullpath' })).rejects.toMatchObject({
        code: 'UnauthorizedOperation',
      });
    }
  });
});

describe('a dry run', () => {
  it('changes nothing, and says yes or no as the policies do', async () => {
    const allowed = await account('guide');
    const before = allowed.sandbox.state();
    const snapshot = await readAll(allowed);
    const vpcId = snapshot.vpcs[0]!.id;
    const group = { vpcId, name: 'x', description: 'x', tags: TAGS };
    await allowed.asking.createSecurityGroup(group);
    expect(allowed.sandbox.state()).toEqual(before);

    const denied = await account('guide', { iam: only('ec2:Describe*') });
    await expect(denied.asking.createSecurityGroup(group)).rejects.toMatchObject({ code: 'UnauthorizedOperation' });
  });
});
