import fc from 'fast-check';
import type { Link } from 'mdast';
import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/diagnose/catalogue/catalogue.ts';
import { PullpathError } from '../../../src/errors.ts';
import type { Plan } from '../../../src/plan/plan.ts';
import { type AuditReport, auditDocument, auditReport } from '../../../src/render/documents/audit.ts';
import { jsonLine } from '../../../src/render/documents/json.ts';
import { junit } from '../../../src/render/formats/junit.ts';
import { markdown } from '../../../src/render/formats/markdown.ts';
import { planMarkdown } from '../../../src/render/formats/plan-markdown.ts';
import { sarif } from '../../../src/render/formats/sarif.ts';
import { visible } from '../../../src/render/layout/visible.ts';
import { CLOSED, diagnosis, finding, LABEL, PLACE, regionAudit } from '../fixtures.ts';
import { PLAN } from '../plan-fixtures.ts';
import { jsonText, textOf } from '../written.ts';
import { nodesOf } from './github.ts';
import { hostileText, INVISIBLE } from './hostile.ts';
import { junitErrors, sarifErrors } from './published-schemas.ts';

const UNSEEN = /[\p{Bidi_Control}\p{Zl}\p{Zp}\ufeff\ufffe\uffff]|[^\P{Cc}\n]/u;

/** An audit in which everything that others may have named carries this text. */
function auditOf(text: string) {
  const own = diagnosis(
    CLOSED.subnets.map((each) => ({ ...each, name: text, subnetId: `${each.subnetId}${text}` })),
    CLOSED.findings.map((each) => ({
      ...each,
      message: `The statement ${text} denies it.`,
      evidence: { statement: text },
      subject: { ...each.subject, id: text },
      subnetIds: each.subnetIds.map((id) => `${id}${text}`),
    })),
  );
  const denied = new PullpathError('refused-by-aws', { code: text, message: text, remedy: text });
  return [
    regionAudit(own, {
      place: { ...PLACE, note: text },
      vpcs: [{ label: { ...LABEL, name: text }, diagnosis: own, stack: text }],
    }),
    regionAudit(diagnosis([], [finding({ message: text, remedy: text })]), { place: { ...PLACE, region: text } }),
    regionAudit(own, { place: { ...PLACE, region: 'eu-west-1' }, vpcs: [], error: denied }),
  ];
}

const checked = (check: (report: AuditReport, text: string) => void) =>
  fc.assert(
    fc.property(hostileText, (text) => check(auditReport(auditOf(text)), text)),
    { numRuns: 50, examples: [['``<img src=x>`'], ['\\@org/team'], [INVISIBLE.join('')]] },
  );

describe('whatever others named their things', () => {
  it('Markdown has no markup but ours, and links to AWS only', () => {
    const ours = new Set(CLOSED.findings.map(({ helpUri }) => helpUri));
    checked((report) => {
      const text = markdown(report);
      expect(text).not.toMatch(UNSEEN);
      const nodes = nodesOf(text);
      const kinds = new Set(nodes.map(({ type }) => type));
      for (const kind of [
        'html',
        'image',
        'linkReference',
        'imageReference',
        'definition',
        'footnoteReference',
        'footnoteDefinition',
        'delete',
        'emphasis',
        'thematicBreak',
      ] as const)
        expect(kinds).not.toContain(kind);
      for (const link of nodes.filter((node): node is Link => node.type === 'link')) expect(ours).toContain(link.url);
      // What GitHub links or replaces after the markup, in text that is no code.
      for (const node of nodes) {
        if (node.type !== 'text') continue;
        expect('value' in node && node.value).not.toMatch(
          /@[\w-]|#\d|\bGH-\d|https?:[^\s\u200b]|www\.|(?<!arn\S*):(?!arn:)[\w+-]+:/i,
        );
      }
    });
  });

  it('a plan as Markdown has no markup but ours', () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const plan: Plan = {
          ...PLAN,
          stack: text,
          notes: [text],
          steps: PLAN.steps.map((step) => ({ ...step, because: text })),
          sideEffects: PLAN.sideEffects.map((effect) => ({ ...effect, message: text })),
        };
        const written = planMarkdown({ plan, vpc: { ...LABEL, name: text }, note: text, forced: null });
        expect(written).not.toMatch(UNSEEN);
        for (const node of nodesOf(written)) {
          if (node.type === 'html') expect('value' in node && node.value).toBe('<br>');
          expect(['link', 'image', 'definition', 'linkReference', 'footnoteReference']).not.toContain(node.type);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('the shape of the Markdown does not depend on it', () => {
    const shapeOf = (text: string) =>
      nodesOf(markdown(auditReport(auditOf(text))))
        .filter(({ type }) => !['text', 'inlineCode'].includes(type))
        .map(({ type }) => type);
    const plain = shapeOf('name');
    fc.assert(
      fc.property(
        hostileText.filter((text) => !text.includes('\n') && visible(text).trim() !== ''),
        (text) => {
          expect(shapeOf(text)).toEqual(plain);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('SARIF is valid, and no message links anywhere', () => {
    checked((report) => {
      const log = sarif(report, CATALOGUE, '0.1.0');
      expect(sarifErrors(log)).toEqual([]);
      expect(jsonText(log)).not.toMatch(UNSEEN);
      const { results } = (log as { runs: [{ results: { message: { text: string } }[] }] }).runs[0];
      for (const { message } of results) expect(message.text).not.toMatch(/(?<!\\)(?:\\\\)*[[\]]|(?<!\{)\{\d+\}/);
    });
  });

  it('JUnit is valid', async () => {
    const samples = ['``<img src=x>`', ']]>', INVISIBLE.join(''), ...fc.sample(hostileText, 60)];
    const reports = samples.map((text) => textOf((write) => junit(auditReport(auditOf(text)), write)));
    for (const report of reports) expect(report).not.toMatch(UNSEEN);
    expect(await junitErrors(reports)).toEqual([]);
  });

  it('JSON says it as it is, and shows nothing unseen', () => {
    checked((_, text) => {
      const document = auditDocument(auditOf(text));
      for (const written of [jsonText(document), jsonLine(document)]) {
        expect(written).not.toMatch(UNSEEN);
        expect(JSON.parse(written)).toEqual(JSON.parse(JSON.stringify(document)));
      }
    });
  });
});
