import { startMoto } from '../test/moto/server.ts';
import { freshJob } from './fresh-job.ts';
import { type Command, type Figures, measure } from './measure.ts';
import { lacking, left } from './path.ts';
import type { Peer } from './peer.ts';
import { peers } from './peers.ts';
import { medians } from './rounds.ts';
import { mib, type Section, s, times } from './section.ts';
import { median } from './statistics.ts';

const ROUNDS = 5;
const REGION = 'us-east-1';
const STAGES = ['open', 'close'] as const;

interface Run extends Figures {
  readonly requests: number;
}

/**
 * The same job, closed to open and back, by pullpath and by what people would use instead, in turns on one emulator.
 */
export async function besidePeers(): Promise<Section> {
  const present: Peer[] = [];
  const remarks: string[] = [];
  for (const peer of peers) {
    const presence = await peer.presence();
    if ('absent' in presence) {
      remarks.push(`${peer.name} was not measured: ${presence.absent}.`);
    } else {
      present.push(peer);
      remarks.push(`${peer.name}: ${presence.version}.`);
    }
  }
  const runs = await measured(present);
  const base = (stage: Stage) => medians(runs(present[0]!, stage)).wall;
  return {
    title: 'Beside peers',
    text: [
      `The guide's network on [moto](https://github.com/getmoto/moto), an account of its own for each run: the path is opened, checked
through the SDK to be open, taken back, and checked to be gone; ${ROUNDS} runs in turns after one that is not counted, medians, of the
memory the most of the largest process. The requests are counted by a proxy.`,
      `They do not do the same. The script and the Terraform configuration ([bench/peers](../bench/peers)) are told which subnets and
route tables are meant; they discover nothing and prove nothing. pullpath finds that out, plans, and reads the account
again to verify, which is most of its requests. moto provides endpoints at once; on AWS all of them wait the same minutes.
Terraform's provider sleeps between its own looks, whatever it sees.`,
    ],
    heads: ['', 'job', 'wall', 'beside pullpath', 'CPU', 'peak memory', 'requests'],
    rows: STAGES.flatMap((stage) =>
      present.map((peer) => {
        const own = runs(peer, stage);
        const { wall, cpu, memory } = medians(own);
        const requests = median(own.map((run) => run.requests));
        return [peer.name, stage, s(wall), times(wall / base(stage)), s(cpu), mib(memory), String(requests)];
      }),
    ),
    remarks: [remarks.map((remark) => `- ${remark}`).join('\n')],
  };
}

type Stage = (typeof STAGES)[number];

async function measured(present: readonly Peer[]): Promise<(peer: Peer, stage: Stage) => readonly Run[]> {
  const all = new Map<string, Run[]>();
  const moto = await startMoto();
  try {
    for (let round = 0; round <= ROUNDS; round += 1) {
      for (const peer of round % 2 === 0 ? present : present.toReversed()) {
        const figures = await once(peer, moto.url);
        if (round === 0) continue;
        for (const stage of STAGES) {
          const key = `${peer.name} ${stage}`;
          all.set(key, [...(all.get(key) ?? []), figures[stage]]);
        }
      }
    }
  } finally {
    await moto.stop();
  }
  return (peer, stage) => all.get(`${peer.name} ${stage}`) ?? [];
}

/** Open and close in a fresh account. A peer that did nothing must not win. */
async function once(peer: Peer, motoUrl: string): Promise<Record<Stage, Run>> {
  const { job, ec2, take, clear } = await freshJob(motoUrl, REGION);
  const run = async (command: Command): Promise<Run> => {
    take();
    const figures = await measure(command);
    return { ...figures, requests: take().length };
  };
  try {
    await peer.prepare?.(job);
    const open = await run(peer.open(job));
    refuse(peer, await lacking(ec2, job), 'lacks');
    const close = await run(peer.close(job));
    refuse(peer, await left(ec2, job), 'left behind');
    return { open, close };
  } finally {
    await clear();
  }
}

function refuse(peer: Peer, facts: readonly string[], what: string): void {
  if (facts.length > 0) throw new Error(`${peer.name} ${what}: ${facts.join('; ')}`);
}
