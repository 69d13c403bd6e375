import { clause, isDenied } from '../../errors.ts';

/**
 * What AWS says when it denies a call: who, what, on which thing and why [aws-facts: denial-text]. Unsaid parts are
 * null.
 */
export interface Denial {
  readonly principal: string | null;
  /** e.g. `ec2:CreateVpcEndpoint`. */
  readonly action: string | null;
  /** An ARN, or null where the action has no resource. */
  readonly resource: string | null;
  /** e.g. `no identity-based policy allows the ec2:CreateVpcEndpoint action`. */
  readonly reason: string | null;
  /** What `sts:DecodeAuthorizationMessage` turns into the full story, where the caller may ask. */
  readonly encoded: string | null;
}

/** Any denial text of EC2 or STS; older ones name nothing but the encoded message. */
export function parseDenial(message: string): Denial {
  const encoded = /Encoded authorization failure message:\s*(\S+)/i.exec(message)?.[1] ?? null;
  const plain = message.replace(/\s*Encoded authorization failure message:.*$/is, '');
  return {
    principal: /User:\s+(\S+)\s+is not authorized/i.exec(plain)?.[1] ?? null,
    action: /not authorized to perform:\s+([\w-]+:\w+)/i.exec(plain)?.[1] ?? null,
    resource: / on resource:\s+(\S+)/i.exec(plain)?.[1]?.replace(/[.,]$/, '') ?? null,
    reason: reasonIn(plain),
    encoded,
  };
}

function reasonIn(message: string): string | null {
  const reason =
    /\bbecause\s+(.*)$/is.exec(message)?.[1] ?? /\b(with an explicit deny\b.*)$/is.exec(message)?.[1] ?? null;
  return reason === null ? null : clause(reason);
}

/** What AWS said when it denied a call; null where an error is not a denial. */
export function denialOf(error: unknown): Denial | null {
  if (!isDenied(error)) return null;
  return parseDenial(error.cause instanceof Error ? error.cause.message : error.message);
}
