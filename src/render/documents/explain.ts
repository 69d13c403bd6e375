import { z } from 'zod';
import type { CatalogueEntry } from '../../diagnose/catalogue/catalogue-entry.ts';
import { pageRemedy } from '../../diagnose/catalogue/template.ts';
import { Severity, Subject } from '../../diagnose/findings/finding.ts';
import { Verdict } from '../../diagnose/verdict.ts';
import { type Explanation, explanationSchema } from '../../explain/explanation.ts';
import { argvOf, commandText } from '../../remedy/command.ts';
import { envelope, envelopeOf, NO_ACCOUNT } from './envelope.ts';
import { explanationBody, printedExplanation } from './explanation.ts';
import { printed, printedRemedy } from './remedy.ts';

/** What an error message of ECS means; account and region are those that the text names. */
const ExplanationDocument = z.object({
  ...envelopeOf('explain').shape,
  ...explanationSchema.shape,
  ...printedExplanation,
  next: z
    .strictObject({ argv: z.array(z.string()), command: z.string().describe('the same, for a POSIX shell') })
    .nullable()
    .describe('the next pullpath command; null where no endpoint can help'),
  also: z.array(explanationSchema.shape.also.element.extend(printedRemedy)),
});

/** What a finding code means. */
const FindingPageDocument = envelopeOf('explain').extend({
  finding: z.object({
    name: z.string(),
    code: z.string(),
    title: z.string(),
    subject: Subject.shape.type,
    verdict: Verdict,
    severity: Severity,
    hops: z.string(),
    message: z.string(),
    why: z.string(),
    ...printedRemedy,
    command: z.array(z.string()).optional().describe('the same by hand, word by word'),
    fixedBy: z.enum(['apply', 'apply --modify-existing']).nullable(),
    sources: z.array(z.string()),
    securityHub: z.record(z.string(), z.string()).optional().describe('controls that fail for the same reason'),
  }),
});

export const ExplainDocument = z.union([ExplanationDocument, FindingPageDocument]);
export type ExplainDocument = z.infer<typeof ExplainDocument>;

export function explanationDocument(explanation: Explanation): z.infer<typeof ExplanationDocument> {
  const { next, also } = explanation;
  return {
    ...envelope('explain', NO_ACCOUNT),
    ...explanation,
    ...explanationBody(explanation),
    next: next === null ? null : { argv: argvOf(next), command: commandText(next) },
    also: also.map(printed),
  };
}

/** @param name the entry's key in the catalogue */
export function findingPageDocument(name: string, entry: CatalogueEntry): z.infer<typeof FindingPageDocument> {
  const { sources, command: _, ...rest } = entry;
  const { remedy, command } = pageRemedy(entry);
  const finding = {
    name,
    ...printed({ ...rest, remedy }),
    ...(command === null ? {} : { command: argvOf(command) }),
    sources: [...sources],
  };
  return { ...envelope('explain', NO_ACCOUNT), finding };
}
