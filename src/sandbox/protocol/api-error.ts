/** An answer other than success: AWS's error code, its message and the HTTP status. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

export const invalidParameter = (message: string) => new ApiError('InvalidParameter', message);
export const invalidValue = (message: string) => new ApiError('InvalidParameterValue', message);
