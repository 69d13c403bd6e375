import type { CommandReference } from '../../remedy/command.ts';
import type { Remedy } from '../../remedy/remedy.ts';
import type { Severity, Subject } from '../findings/finding.ts';
import type { Verdict } from '../verdict.ts';

/**
 * What one finding code means. `seen`, `remedy` and `command` are templates: `{name}` is filled in when a finding is
 * made, and the compiler asks for exactly those names; a blank in a command is for a person to fill in. No command
 * names the way into the account: that is added where the account is known.
 */
export interface CatalogueEntry {
  /**
   * Stable for ever: PP0 reading, PP1 DNS, PP2 endpoints, PP3 routes, PP4 network ACLs, PP5 groups, PP6 policies, PP7
   * capacity, PP8 images, PP9 endpoints of other VPCs.
   */
  readonly code: `PP${number}`;
  readonly title: string;
  readonly subject: Subject['type'];
  /** What it makes of a hop that it concerns, where it holds for every packet. */
  readonly verdict: Verdict;
  readonly severity: Severity;
  /** The hops it can concern, for the page. */
  readonly hops: string;
  readonly message: string;
  /** A value of the message that may be a list: findings that differ in nothing else are one item for people. */
  readonly list?: { readonly value: string; readonly conjunction: 'and' | 'or' };
  /** Why that closes, endangers or leaves open the hop. */
  readonly why: string;
  readonly remedy: Remedy;
  /** For a person to run: the part of a remedy that pullpath never does by itself. */
  readonly command?: CommandReference;
  /** The pullpath command that mends it; null where a person must. */
  readonly fixedBy: 'apply' | 'apply --modify-existing' | null;
  /** The first is the one that tells most about it. */
  readonly sources: readonly [string, ...string[]];
  /** AWS Security Hub controls that fail for the same reason, by service. */
  readonly securityHub?: Readonly<Record<string, string>>;
}

/** The names in braces of a template. */
export type ValueName<Template extends string> = Template extends `${string}{${infer Name}}${infer Rest}`
  ? Name | ValueName<Rest>
  : never;

/** Every text inside of a template: the sentences, and the words and flags of commands. */
export type TextIn<T> = T extends string
  ? string extends T
    ? never
    : T
  : T extends readonly (infer Part)[]
    ? TextIn<Part>
    : T extends object
      ? (keyof T & string) | TextIn<T[keyof T]>
      : never;
