import { describe, expect, it } from 'vitest';
import { auditReport } from '../../src/render/documents/audit.ts';
import { junit } from '../../src/render/formats/junit.ts';
import { markdown } from '../../src/render/formats/markdown.ts';
import { sarif } from '../../src/render/formats/sarif.ts';
import { CLOSED, diagnosis, finding, id, LABEL, OPEN, PLACE, regionAudit, sixty, subnet } from './fixtures.ts';
import { DENIED, ENTRY } from './views.ts';
import { jsonText, textOf } from './written.ts';

const undecided = diagnosis(
  [subnet(1, ['open', 'open', 'open', 'unknown'])],
  [
    finding({
      code: 'PP104',
      title: 'The VPC uses DNS servers of its own',
      severity: 'undecided',
      verdict: 'unknown',
      message: 'a < b & "c"',
      hops: [],
      subnetIds: [],
    }),
  ],
);
// What an evaluator says of a hop names the findings that bear on it.
const closed = {
  ...CLOSED,
  subnets: CLOSED.subnets.map((each) => ({
    ...each,
    hops: each.hops.map((hop) => ({
      ...hop,
      findings: CLOSED.findings
        .filter(({ hops, subnetIds }) => hops.includes(hop.hop) && subnetIds.includes(each.subnetId))
        .map(({ code }) => code),
    })),
  })),
};
const estate = auditReport([
  regionAudit(closed, { place: { ...PLACE, note: 'Simulated account: nothing here is AWS.' } }),
  regionAudit(undecided, {
    place: { ...PLACE, region: 'eu-west-1' },
    vpcs: [{ label: { ...LABEL, vpcId: id('vpc', 2), name: 'a | b <img>' }, diagnosis: undecided, stack: null }],
  }),
  regionAudit(OPEN, { place: { ...PLACE, region: 'eu-central-1' }, vpcs: [], error: DENIED }),
]);

const log = (audit: typeof estate) =>
  sarif(audit, { 'endpoint-missing': ENTRY }, '0.1.0') as {
    runs: { tool: { driver: { rules: { id: string }[] } }; results: Record<string, unknown>[] }[];
  };

describe('an audit for a pipeline', () => {
  it('as SARIF, is the text in its file', async () => {
    await expect(jsonText(log(estate))).toMatchFileSnapshot('pipelines/estate.sarif');
  });

  it('as SARIF, has a result per finding, of a rule that is listed, and tells each from the others', () => {
    const [run] = log(estate).runs;
    const results = run?.results ?? [];
    expect(results).toHaveLength(estate.findings.length);
    for (const { ruleId, ruleIndex } of results) {
      if (ruleIndex !== undefined) expect(run?.tool.driver.rules[Number(ruleIndex)]?.id).toBe(ruleId);
    }
    const prints = results.map((result) => JSON.stringify(result.partialFingerprints));
    expect(new Set(prints).size).toBe(prints.length);
  });

  it('as SARIF, names the Security Hub controls of the hops that are concerned', () => {
    const of = (hop: string) =>
      log(auditReport([regionAudit(diagnosis([], [finding({ hops: [hop] })]))])).runs[0]?.results[0]?.properties;
    expect(of('ecr.api')).toMatchObject({ securityHub: ['EC2.55'] });
    expect(of('ecr.dkr')).toMatchObject({ securityHub: ['EC2.56'] });
    expect(of('logs')).not.toHaveProperty('securityHub');
  });

  it('as JUnit, is the text in its file', async () => {
    await expect(textOf((write) => junit(estate, write))).toMatchFileSnapshot('pipelines/estate.junit.xml');
  });

  it('as JUnit, has a test per hop of each target, which fails where the hop is closed', () => {
    const xml = textOf((write) => junit(auditReport([regionAudit(sixty())]), write));
    expect(xml.match(/<testcase /g)).toHaveLength(60 * 8);
    expect(xml).toContain('<testsuites name="pullpath audit" tests="480" failures="20" errors="1">');
    expect(xml.match(/<failure /g)).toHaveLength(20);
  });

  it('as Markdown, is the text in its file', async () => {
    await expect(markdown(estate)).toMatchFileSnapshot('pipelines/estate.md');
  });

  it('as Markdown, folds what would be too long for a comment', () => {
    const text = markdown(auditReport([regionAudit(sixty())]));
    expect(text.match(/^\| private-/gm)).toHaveLength(4);
    expect(text).toContain('and 19 more');
  });

  it('as Markdown, lets no text of others be markup', () => {
    const text = markdown(auditReport([regionAudit(diagnosis([], [finding({ message: '[x](y) @team <b>' })]))]));
    expect(text).toContain('\\[x\\](y) @&#8203;team \\<b\\>');
  });
});
