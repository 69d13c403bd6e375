import { Call, type HclValue } from './hcl.ts';

/** A policy document as Terraform's users write it; what is no JSON stays text. */
export function policyValue(document: string): HclValue {
  try {
    return new Call('jsonencode', JSON.parse(document) as HclValue);
  } catch (error) {
    if (error instanceof SyntaxError) return document;
    throw error;
  }
}
