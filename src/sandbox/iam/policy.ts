/** A policy document as IAM writes it; one value may stand for a list of one. */
export interface PolicyDocument {
  Version?: string;
  Statement: Statement | readonly Statement[];
}

export interface Statement {
  Sid?: string;
  Effect: 'Allow' | 'Deny';
  Action?: string | readonly string[];
  NotAction?: string | readonly string[];
  Resource?: string | readonly string[];
  NotResource?: string | readonly string[];
  /** Only in resource and endpoint policies. */
  Principal?: '*' | Record<string, string | readonly string[]>;
  Condition?: Record<string, Record<string, string | readonly string[]>>;
}

/** What governs the caller. Each layer that is given must allow, and none may deny. */
export interface Iam {
  policies: readonly PolicyDocument[];
  boundary?: PolicyDocument;
  serviceControlPolicy?: PolicyDocument;
}
