import type { Thrown } from './thrown.ts';

/** How a request failed before an answer came. All but `lost` say for certain that AWS never saw it. */
export type NetworkFault = 'unresolved' | 'refused' | 'unreachable' | 'untrusted' | 'lost';

const BY_CODE: Readonly<Record<string, NetworkFault>> = {
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  ENETUNREACH: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  EPROTO: 'untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'untrusted',
  CERT_HAS_EXPIRED: 'untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  ECONNRESET: 'lost',
  EPIPE: 'lost',
  ETIMEDOUT: 'lost',
};

/** Which of these an error is; null where an answer came, or the error is none of the network's. */
export function networkFault(error: Thrown): NetworkFault | null {
  if (error.fault || error.httpStatus !== undefined) return null;
  if (/did not establish a connection|before secure TLS connection/i.test(error.message)) return 'unreachable';
  const fault = error.code === undefined ? undefined : BY_CODE[error.code];
  if (fault === 'lost' && error.syscall === 'connect') return 'unreachable';
  // The SDK's own timers name no code.
  return fault ?? (error.name === 'TimeoutError' ? 'lost' : null);
}
