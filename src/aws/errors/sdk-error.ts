/** The parts of the SDK's many kinds of error that we look at; all may be missing, for anything can be thrown. */
export interface SdkError {
  readonly name: string;
  readonly message: string;
  /** Node's system error code, e.g. `ECONNREFUSED`. AWS's code is the `name`. */
  readonly code: string | undefined;
  readonly syscall: string | undefined;
  /** The file that could not be opened or read. */
  readonly path: string | undefined;
  /** Set on an error that AWS expressed in its own format. */
  readonly isServiceError: boolean;
  readonly httpStatus: number | undefined;
  readonly requestId: string | undefined;
}

function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Reads an unknown error; never throws. */
export function parseSdkError(error: unknown): SdkError {
  const own = record(error);
  const metadata = record(own.$metadata);
  // An attempt at several addresses fails with one error for each; the first speaks for all.
  const first = record(Array.isArray(own.errors) ? own.errors[0] : error);
  const name = text(own.name) ?? '';
  return {
    name,
    message: text(own.message) ?? String(error),
    code: text(own.code) ?? text(first.code),
    syscall: text(own.syscall) ?? text(first.syscall),
    path: text(own.path),
    // Where the answer names no code, the SDK calls the error `Unknown`, or `NotFound` for HTTP 404.
    isServiceError: own.$fault !== undefined && name !== 'Unknown' && name !== 'NotFound',
    httpStatus: typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined,
    requestId: text(metadata.requestId) ?? text(own.RequestId),
  };
}
