/** An answer other than success: AWS's error code, its message and the HTTP status. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status = 400) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

export const invalidParameter = (message: string) => new Refusal('InvalidParameter', message);
export const invalidValue = (message: string) => new Refusal('InvalidParameterValue', message);
