import { inRounds, medians } from './rounds.ts';
import { mib, type Section, s } from './section.ts';
import { type Simulated, simulate } from './simulated.ts';
import { line } from './statistics.ts';

const ROUNDS = 5;
const SIZES = [10, 100, 1000];
const SUBNETS = 20;
const BAR_MIB = 512;

/** How an audit of a whole region grows with the VPCs in it. */
export async function scale(): Promise<Section> {
  const estates = await Promise.all(SIZES.map((vpcs) => simulate({ vpcs, subnetsPerVpc: SUBNETS })));
  const rows: string[][] = [];
  const points: [number, number][] = [];
  for (const output of ['text', 'json', 'sarif']) {
    const largestOnly = output !== 'text';
    for (const [i, account] of estates.entries()) {
      const vpcs = SIZES[i]!;
      if (largestOnly && i < SIZES.length - 1) continue;
      const { wall, cpu, memory, requests } = await audited(account, output);
      if (!largestOnly) points.push([vpcs, wall]);
      const size = [vpcs, vpcs * SUBNETS].map((n) => n.toLocaleString('en'));
      rows.push([...size, output, String(requests), s(wall), s(cpu), mib(memory)]);
    }
  }
  for (const account of estates) account.stop();
  const { base, slope, r2 } = line(points);
  return {
    title: 'Scale',
    text: [
      `\`pullpath audit --all-vpcs\` of one region, in several formats: ${SUBNETS} isolated subnets with a route table each in every VPC; ${ROUNDS} runs, medians;\nof the memory the most.`,
    ],
    heads: ['VPCs', 'subnets and route tables', 'format', 'requests', 'wall', 'CPU', 'peak memory'],
    rows,
    remarks: [
      `The straight line through the text figures: ${s(base)} + ${(slope * 1000).toFixed(1)} ms a VPC (R² = ${r2.toFixed(4)}); ${steps(points).join(', ')}.
The bar for memory is ${BAR_MIB} MiB.`,
    ],
  };
}

/** What each VPC more costs between one size and the next: the same everywhere where time is linear. */
function steps(points: readonly (readonly [vpcs: number, wall: number])[]): string[] {
  return points.slice(1).map(([vpcs, wall], i) => {
    const [fewer, sooner] = points[i]!;
    return `${(((wall - sooner) / (vpcs - fewer)) * 1000).toFixed(1)} ms from ${fewer} to ${vpcs}`;
  });
}

async function audited(account: Simulated, output: string) {
  const name = output;
  const command = account.pullpath('audit', '--all-vpcs', '--quiet', '--output', output);
  const figures = await inRounds([{ name, command, expected: 2 }], ROUNDS);
  const requests = (await account.take()).length / (ROUNDS + 1);
  return { ...medians(figures.get(name) ?? []), requests };
}
