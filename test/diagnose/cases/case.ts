import type { FindingName } from '../../../src/diagnose/catalogue/catalogue.ts';
import type { DiagnoseOptions } from '../../../src/diagnose/diagnose.ts';
import type { Verdict } from '../../../src/diagnose/verdict.ts';
import type { Snapshot } from '../../../src/discover/snapshot.ts';
import type { Network } from './network.ts';

/** One fault in a network that is well otherwise, and what the evaluator must say of it. */
export interface Case {
  readonly finding: FindingName;
  /** Completes «says so where …». */
  readonly where: string;
  /**
   * What the sound network looks like before the fault; left out: endpoints and the S3 route for two isolated subnets.
   */
  readonly sound?: (network: Network) => void;
  readonly fault?: (network: Network) => void;
  /** A fault that no account can have, but a reading of it can. */
  readonly misread?: (snapshot: Snapshot, network: Network) => Snapshot;
  readonly options?: (network: Network) => Partial<DiagnoseOptions>;
  /** The hop of the first subnet that the finding is about, and its verdict. */
  readonly hop: readonly [hop: string, verdict: Verdict];
  /** Other findings that the same fault gives rise to. */
  readonly besides?: readonly FindingName[];
}
