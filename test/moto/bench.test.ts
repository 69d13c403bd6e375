import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { DeleteVpcEndpointsCommand } from '@aws-sdk/client-ec2';
import { expect, inject, it, onTestFinished, vi } from 'vitest';
import { freshJob } from '../../bench/fresh-job.ts';
import type { Command } from '../../bench/measure.ts';
import { lacking, left } from '../../bench/path.ts';
import { peers } from '../../bench/peers.ts';
import { readAccount } from './account.ts';
import { describeWithMoto } from './moto.ts';

const REGION = 'eu-west-1';
const ECR_API = `com.amazonaws.${REGION}.ecr.api`;
const S3 = `com.amazonaws.${REGION}.s3`;

const pullpath = peers.find(({ name }) => name === 'pullpath')!;
const run = ({ command, args, cwd, env }: Command) => promisify(execFile)(command, args, { cwd, env });

describeWithMoto('what the benchmark measures by', () => {
  it('tells a closed path from an open one and from one taken back, and counts the requests', async () => {
    const { job, ec2, take, clear } = await freshJob(inject('motoUrl')!, REGION);
    onTestFinished(clear);
    const closed = await lacking(ec2, job);
    expect(closed).toContain(`${ECR_API} (Interface) is available`);
    expect(closed).toContain(`${S3} (Gateway) is available`);
    expect(await left(ec2, job)).toEqual([]);
    expect(take()).toEqual([]);

    await run(pullpath.open(job));
    expect(take().filter((action) => action === 'CreateVpcEndpoint')).toHaveLength(3);
    expect(await lacking(ec2, job)).toEqual([]);
    expect(await left(ec2, job)).toEqual(expect.arrayContaining(closed));

    await run(pullpath.close(job));
    expect(take()).toContain('DeleteVpcEndpoints');
    expect(await lacking(ec2, job)).toEqual(closed);
    expect(await left(ec2, job)).toEqual([]);
  });

  it('sees what was opened or taken back in part', async () => {
    const { job, ec2, clear } = await freshJob(inject('motoUrl')!, REGION);
    onTestFinished(clear);
    await run(pullpath.open(job));
    const idsOf = async (wanted: (service: string) => boolean) =>
      (await readAccount(ec2)).endpoints
        .filter(({ ServiceName }) => wanted(ServiceName!))
        .map(({ VpcEndpointId }) => VpcEndpointId!);

    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: await idsOf((service) => service === S3) }));
    const routes = job.routeTableIds.map((id) => `${id} leads to ${S3}`);
    expect(await lacking(ec2, job)).toEqual([`${S3} (Gateway) is available`, ...routes]);

    await ec2.send(new DeleteVpcEndpointsCommand({ VpcEndpointIds: await idsOf(() => true) }));
    expect(await left(ec2, job)).toEqual([expect.stringMatching(/^sg-\w+ is a group/)]);
  });

  it('says in a sentence what of the peers cannot be had', async () => {
    vi.stubEnv('PATH', '/nowhere');
    onTestFinished(() => void vi.unstubAllEnvs());
    const others = peers.filter((peer) => peer !== pullpath);
    expect(await Promise.all(others.map((peer) => peer.presence()))).toEqual([
      { absent: 'aws is not on the path' },
      { absent: expect.stringMatching(/^terraform is not on the path/) },
    ]);
  });
});
