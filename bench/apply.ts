import { soonest } from '../src/sandbox/server/throttle.ts';
import { measure } from './measure.ts';
import { type Section, s, times } from './section.ts';
import { simulate } from './simulated.ts';
import { median } from './statistics.ts';

const RUNS = 5;
/** Runs start so far apart that they do not compete for the machine while they think. */
const APART_MS = 1500;
/**
 * The least of what AWS is said to take for an interface endpoint [aws-facts: endpoint-timing]: longer ones hide
 * everything else.
 */
const PENDING_MS = 60_000;
const LATENCY_MS = 100;
const BAR = 1.15;

const JOBS = [
  { name: 'guide', with: [] },
  { name: 'guide and six services', with: ['logs', 'secretsmanager', 'ssm', 'ssmmessages', 'kms', 'sts'] },
] as const;

/**
 * How long apply takes beside what AWS makes it take: endpoints that are a minute in the making, and a bucket of four
 * calls that fills at 0.3 a second.
 */
export async function applyBound(): Promise<Section> {
  const runs = JOBS.flatMap((job) => Array.from({ length: RUNS }, () => job));
  const measured = await Promise.all(runs.map((job, i) => run(job, i * APART_MS)));
  return {
    title: 'Apply beside its lower bound',
    text: [
      `\`pullpath apply --yes --check-permissions\` on a sandbox that behaves as AWS is said to: an interface endpoint is ${PENDING_MS / 1000} s in the
making, each call of CreateVpcEndpoint draws on a bucket of four that fills at 0.3 a second, dry runs too, and each answer takes
${LATENCY_MS} ms. The lower bound is what the bucket and the making take, and nothing else. ${RUNS} runs each, all at the same time.`,
    ],
    heads: ['job', 'endpoints', 'requests', 'lower bound', 'wall, median', 'beside the bound', 'bar'],
    rows: JOBS.map((job) => {
      const own = measured.filter((each) => each.job === job);
      const wall = median(own.map((each) => each.wall));
      const { endpoints, requests, bound } = own[0]!;
      return [job.name, String(endpoints), String(requests), s(bound), s(wall), times(wall / bound), times(BAR)];
    }),
  };
}

async function run(job: (typeof JOBS)[number], afterMs: number) {
  await new Promise((resolve) => setTimeout(resolve, afterMs));
  const account = await simulate('guide', { latencyMs: LATENCY_MS, pendingMs: PENDING_MS, throttle: true });
  const flags = job.with.length === 0 ? [] : ['--with', job.with.join(',')];
  // As on AWS itself, where permissions are asked for first.
  const { wall } = await measure(account.pullpath('apply', '--yes', '--quiet', '--check-permissions', ...flags));
  const actions = await account.take();
  account.stop();
  const interfaces = 2 + job.with.length;
  return { job, wall, endpoints: interfaces + 1, requests: actions.length, bound: bound(interfaces) };
}

/** Seconds. The gateway endpoint, which stands at once, goes last. */
function bound(interfaces: number): number {
  const call = 'CreateVpcEndpoint';
  return Math.max(soonest(call, interfaces) + PENDING_MS, soonest(call, interfaces + 1)) / 1000;
}
