import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import {
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcEndpointsCommand,
  EC2Client,
  ModifyVpcAttributeCommand,
} from '@aws-sdk/client-ec2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FRESH_MACHINE } from '../cli/simulated.ts';
import { runInProcess } from '../in-process.ts';

const VENV = fileURLToPath(new URL('../../.ministack/', import.meta.url));
const isInstalled = existsSync(`${VENV}installed.json`);
const region = 'eu-west-1';

/** A port that was free a moment ago: MiniStack cannot be told to choose one. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function startMiniStack(): Promise<{ url: string; stop(): Promise<unknown> }> {
  const port = await freePort();
  const child = spawn(`${VENV}${process.platform === 'win32' ? 'Scripts' : 'bin'}/ministack`, [], {
    env: { ...process.env, GATEWAY_PORT: String(port), BIND_HOST: '127.0.0.1', SERVICES: 'ec2,sts' },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  const url = `http://127.0.0.1:${port}`;
  const isUp = () =>
    fetch(url).then(
      () => true,
      () => false,
    );
  while (!(await isUp())) {
    if (child.exitCode !== null) throw new Error(`MiniStack ended with ${child.exitCode} before it listened`);
    await delay(100);
  }
  const stop = () => {
    child.kill('SIGKILL');
    return ended;
  };
  return { url, stop };
}

describe.skipIf(!isInstalled)(
  isInstalled ? 'on MiniStack' : 'on MiniStack (SKIPPED: node scripts/moto-venv.js installs it, or says why not)',
  () => {
    let server: Awaited<ReturnType<typeof startMiniStack>>;
    let ec2: EC2Client;
    beforeAll(async () => {
      server = await startMiniStack();
      const credentials = { accessKeyId: 'testing', secretAccessKey: 'testing' };
      ec2 = new EC2Client({ endpoint: server.url, region, credentials, maxAttempts: 1 });
    });
    afterAll(async () => {
      ec2.destroy();
      await server.stop();
    });

    async function isolatedVpc(): Promise<string> {
      const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.0.0.0/16' }));
      const VpcId = Vpc!.VpcId!;
      await ec2.send(new ModifyVpcAttributeCommand({ VpcId, EnableDnsHostnames: { Value: true } }));
      for (const [i, zone] of ['a', 'b'].entries()) {
        const place = { CidrBlock: `10.0.${i}.0/24`, AvailabilityZone: region + zone };
        await ec2.send(new CreateSubnetCommand({ VpcId, ...place }));
      }
      return VpcId;
    }

    /** What stands in a VPC and can be made by pullpath. */
    async function standing(vpcId: string) {
      const Filters = [{ Name: 'vpc-id', Values: [vpcId] }];
      const [endpoints, groups, tables] = await Promise.all([
        ec2.send(new DescribeVpcEndpointsCommand({ Filters })),
        ec2.send(new DescribeSecurityGroupsCommand({ Filters })),
        ec2.send(new DescribeRouteTablesCommand({ Filters })),
      ]);
      const endpointsThere = endpoints.VpcEndpoints!.filter(({ State }) => String(State).toLowerCase() !== 'deleted');
      return {
        services: endpointsThere.map(({ ServiceName }) => ServiceName!.replace(`com.amazonaws.${region}.`, '')).sort(),
        groups: groups.SecurityGroups!.map(({ GroupName }) => GroupName!).sort(),
        routes: tables.RouteTables!.flatMap(({ Routes }) => Routes!.length),
      };
    }

    it('apply makes everything and says that nothing shows the path to be open; rollback leaves nothing behind', async () => {
      const vpcId = await isolatedVpc();
      const keys = { AWS_ACCESS_KEY_ID: 'testing', AWS_SECRET_ACCESS_KEY: 'testing' };
      const environment = { ...FRESH_MACHINE, ...keys, AWS_ENDPOINT_URL: server.url, AWS_REGION: region };
      const run = (...args: string[]) => runInProcess([...args, '--vpc-id', vpcId, '--output', 'json'], environment);
      const before = await standing(vpcId);
      expect(await run('audit')).toMatchObject({ code: 2 });
      const applied = await run('apply', '--yes');
      expect(applied.code).toBe(5);
      expect(JSON.parse(applied.stdout)).toMatchObject({ command: 'apply', verified: 'unknown' });
      expect(await standing(vpcId)).toMatchObject({
        services: ['ecr.api', 'ecr.dkr', 's3'],
        groups: ['default', 'pullpath-default'],
      });
      expect(await run('rollback', '--yes')).toMatchObject({ code: 0 });
      expect(await standing(vpcId)).toEqual(before);
    });
  },
);
