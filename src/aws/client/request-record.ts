import type { AwsServiceName } from './services.ts';

/** One call as `--debug` shows it and request counts are kept from it: no parameters, no headers, so no secrets. */
export interface RequestRecord {
  readonly service: AwsServiceName;
  /** e.g. `DescribeVpcs`. */
  readonly operation: string;
  /** All attempts and the pauses between them, in milliseconds. */
  readonly durationMs: number;
  readonly attempts: number;
  /** How many of the attempts AWS throttled. */
  readonly throttled: number;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
  /** AWS's or the system's code where the call failed. */
  readonly code: string | undefined;
}

/** What wants to hear of requests as they go. */
export interface RequestListener {
  /** A call is over, for better or worse. */
  readonly onRequest?: ((record: RequestRecord) => void) | undefined;
}
