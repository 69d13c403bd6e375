import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { DOCUMENTS } from '../../src/render/documents/schemas.ts';
import { FRESH_MACHINE } from '../cli/simulated.ts';
import { pullpath } from '../program.ts';
import { RECORDINGS, recording, regionOf } from './recording.ts';
import { type RecordingServer, serveRecording } from './server.ts';

interface Expected {
  readonly verdict: 'open' | 'closed' | 'unknown';
  /**
   * By the end of each subnet's id: its class, whether it is judged, and the verdicts of dns, ecr.api, ecr.dkr and s3.
   */
  readonly subnets: Readonly<Record<string, readonly [string, 'judged' | 'beside', string]>>;
  /** The codes of what closes a hop or leaves it undecided in the subnets that are judged. */
  readonly codes: readonly string[];
}

/** What each recorded network is, judged by hand. */
const EXPECTED: Readonly<Record<string, Expected>> = {
  // A gateway endpoint and an ACL that lets in TCP 443 alone: S3's answers come to other ports.
  'acl-443-alone': {
    verdict: 'closed',
    subnets: { '11': ['isolated', 'judged', 'open open open closed'] },
    codes: ['PP402'],
  },
  // The NAT gateway works; the ACL in front of it lets no answer back in.
  'acl-nat-no-answers': {
    verdict: 'closed',
    subnets: {
      '11': ['public', 'beside', 'open closed closed closed'],
      '12': ['nat', 'judged', 'open closed closed closed'],
    },
    codes: ['PP405'],
  },
  'nat-deleted-listed': {
    verdict: 'closed',
    subnets: {
      '11': ['public', 'beside', 'open unknown unknown unknown'],
      '12': ['nat-broken', 'judged', 'open closed closed closed'],
    },
    codes: ['PP201', 'PP301', 'PP303'],
  },
  // What the instance's software forwards is not to be seen.
  'nat-instance': {
    verdict: 'unknown',
    subnets: {
      '11': ['public', 'beside', 'open unknown unknown unknown'],
      '12': ['nat', 'judged', 'open unknown unknown unknown'],
    },
    codes: ['PP201', 'PP301', 'PP305'],
  },
  // The peer's account is not read: endpoints there may serve.
  'peering-stands': {
    verdict: 'unknown',
    subnets: { '11': ['isolated', 'judged', 'open unknown unknown unknown'] },
    codes: ['PP105', 'PP201', 'PP301'],
  },
  'prefix-list-unreadable': {
    verdict: 'unknown',
    subnets: { '11': ['unknown', 'judged', 'open unknown unknown unknown'] },
    codes: ['PP001', 'PP105', 'PP201', 'PP301'],
  },
  'private-dns-off': {
    verdict: 'unknown',
    subnets: { '11': ['isolated', 'judged', 'open unknown open open'] },
    codes: ['PP103'],
  },
  // The outage of 2026-08-10: the group of ECR's endpoints lets in two of the subnets, and not the public one or the
  // third.
  'real-outage': {
    verdict: 'closed',
    subnets: {
      '01': ['nat', 'judged', 'open open open open'],
      '02': ['nat', 'judged', 'open open open open'],
      '03': ['public', 'beside', 'open closed closed unknown'],
      '04': ['nat', 'judged', 'open closed closed open'],
    },
    codes: ['PP501'],
  },
  'real-workshop-after': {
    verdict: 'open',
    subnets: {
      '01': ['public', 'beside', 'open open open unknown'],
      '02': ['public', 'beside', 'open open open unknown'],
      '03': ['isolated', 'judged', 'open open open open'],
      '04': ['isolated', 'judged', 'open open open open'],
    },
    codes: [],
  },
  // The NAT gateway does not show.
  'shared-nat': {
    verdict: 'unknown',
    subnets: { '11': ['unknown', 'judged', 'open unknown unknown unknown'] },
    codes: ['PP201', 'PP301', 'PP305'],
  },
  // Half of the internet goes to a transit gateway; S3's addresses are in the half of the NAT gateway.
  'split-default': {
    verdict: 'unknown',
    subnets: {
      '11': ['public', 'beside', 'open unknown unknown unknown'],
      '12': ['unknown', 'judged', 'open unknown unknown open'],
    },
    codes: ['PP201', 'PP305'],
  },
  'transit-only': {
    verdict: 'unknown',
    subnets: { '11': ['transit', 'judged', 'open unknown unknown unknown'] },
    codes: ['PP201', 'PP301', 'PP305'],
  },
  'two-isolated': {
    verdict: 'closed',
    subnets: {
      '11': ['isolated', 'judged', 'open closed closed closed'],
      '12': ['isolated', 'judged', 'open closed closed closed'],
    },
    codes: ['PP201', 'PP301'],
  },
  'v6-egress-only': {
    verdict: 'closed',
    subnets: { '11': ['egress-only-v6', 'judged', 'open closed closed closed'] },
    codes: ['PP201', 'PP301'],
  },
};

let server: RecordingServer;
afterEach(() => server.close());

describe('a recorded network', () => {
  it.each(RECORDINGS)('%s has the classes, verdicts and exit code that it was judged to have by hand', async (name) => {
    const recorded = recording(name);
    server = await serveRecording(recorded);
    const environment = {
      ...FRESH_MACHINE,
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: regionOf(recorded),
      AWS_ACCESS_KEY_ID: 'recorded',
      AWS_SECRET_ACCESS_KEY: 'recorded',
    };
    const run = (...args: string[]) => pullpath(['audit', '--output', 'json', ...args], environment);
    const one = await run();
    const document = DOCUMENTS.audit.parse(JSON.parse(one.stdout));
    expect(seen(document)).toEqual(EXPECTED[name]);
    expect(one.code).toBe(document.verdict === 'open' ? 0 : 2);
    const all = await run('--all-vpcs');
    expect(seen(DOCUMENTS.audit.parse(JSON.parse(all.stdout)))).toEqual(EXPECTED[name]);
    expect(all.code).toBe(one.code);
  });

  it.each(RECORDINGS)('%s is judged alike from a snapshot of it, and from a redacted one', async (name) => {
    const recorded = recording(name);
    server = await serveRecording(recorded);
    const environment = {
      ...FRESH_MACHINE,
      AWS_ENDPOINT_URL: server.url,
      AWS_REGION: regionOf(recorded),
      AWS_ACCESS_KEY_ID: 'recorded',
      AWS_SECRET_ACCESS_KEY: 'recorded',
    };
    const directory = mkdtempSync(join(tmpdir(), 'pullpath-recording-'));
    const [plain, hidden] = [join(directory, 'a.jsonl'), join(directory, 'b.jsonl')];
    const taken = await pullpath(['snapshot', '--out', plain], environment);
    expect([taken.code, taken.stderr]).toEqual([0, '']);
    expect((await pullpath(['snapshot', '--from', plain, '--redact', '--out', hidden], FRESH_MACHINE)).code).toBe(0);
    const audited = async (file: string) => {
      const { stdout } = await pullpath(['audit', '--output', 'json', '--from', file], FRESH_MACHINE);
      return DOCUMENTS.audit.parse(JSON.parse(stdout));
    };
    expect(seen(await audited(plain))).toEqual(EXPECTED[name]);
    const { verdict, findings, vpcs } = await audited(hidden);
    const original = await audited(plain);
    expect(verdict).toBe(original.verdict);
    expect(findings.map(({ code }) => code)).toEqual(original.findings.map(({ code }) => code));
    const hops = (all: Document['vpcs']) =>
      all.map(({ subnets }) => subnets.map((each) => each.hops.map((hop) => hop.verdict)));
    expect(hops(vpcs)).toEqual(hops(original.vpcs));
    rmSync(directory, { recursive: true });
  });
});

type Document = ReturnType<typeof DOCUMENTS.audit.parse>;

function seen({ verdict, vpcs, findings }: Document): unknown {
  const subnets = vpcs.flatMap((vpc) => vpc.subnets);
  const judged = new Set(subnets.filter(({ target }) => target).map(({ subnetId }) => subnetId));
  const codes = findings
    .filter(({ severity }) => severity === 'closes' || severity === 'undecided')
    .filter(({ subnetIds }) => subnetIds.length === 0 || subnetIds.some((id) => judged.has(id)))
    .map(({ code }) => code);
  return {
    verdict,
    subnets: Object.fromEntries(
      subnets.map((subnet) => [
        subnet.subnetId.slice(-2),
        [
          subnet.class,
          subnet.target ? 'judged' : 'beside',
          subnet.hops.map((hop) => (hop.skipped ? 'skipped' : hop.verdict)).join(' '),
        ],
      ]),
    ),
    codes: [...new Set(codes)].sort(),
  };
}
