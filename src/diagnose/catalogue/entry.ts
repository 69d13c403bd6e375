import type { Severity, Subject } from '../finding.ts';
import type { Verdict } from '../verdict.ts';

/**
 * What one finding code means. `seen`, `remedy` and `command` are templates: `{name}` is filled in when a finding is
 * made, and the compiler asks for exactly those names; `<name>` in a command is for a person to fill in.
 */
export interface Entry {
  /** Stable for ever: PP0 reading, PP1 DNS, PP2 endpoints, PP3 routes, PP4 network ACLs, PP5 groups, PP6 policies, PP7 capacity. */
  readonly code: `PP${number}`;
  readonly title: string;
  readonly subject: Subject['type'];
  /** What it makes of a hop that it concerns, where it holds for every packet. */
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** The hops it can concern, for the page. */
  readonly hops: string;
  readonly seen: string;
  /** Why that closes, endangers or leaves open the hop. */
  readonly why: string;
  readonly remedy: string;
  /** A line for a person to run: the part of a remedy that pullpath never does by itself. */
  readonly command?: string;
  /** The pullpath command that mends it; null where a person must. */
  readonly mends: 'apply' | 'apply --modify-existing' | null;
  readonly sources: readonly string[];
  /** AWS Security Hub controls that fail for the same reason, by service. */
  readonly securityHub?: Readonly<Record<string, string>>;
}

/** The names in braces of a template. */
export type Hole<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Hole<Rest>
  : never;
