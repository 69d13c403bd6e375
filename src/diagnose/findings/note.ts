import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { Subnet } from '../../discover/entities/subnet.ts';
import type { Need } from '../need.ts';
import type { VpcContext } from '../vpc-context.ts';
import type { Cause } from './cause.ts';

/** What the rules about a VPC as a whole look at. */
export interface NoteRuleInput {
  readonly context: VpcContext;
  readonly needs: readonly Need[];
  readonly targets: readonly Subnet[];
  /** The interface endpoint that answers, by service. */
  readonly answers: ReadonlyMap<string, Endpoint>;
}

/** A remark that decides no hop; it may still concern some hops and subnets. */
export interface Note {
  readonly cause: Cause;
  readonly hops: readonly string[];
  readonly subnetIds: readonly string[];
}

/** A rule about a VPC as a whole. */
export type NoteRule = (scope: NoteRuleInput) => Note[];
