import type { SdkError } from './sdk-error.ts';

/** How a request failed before an answer came. All but `lost` say for certain that AWS never saw it. */
export type NetworkErrorKind =
  | 'unresolved'
  | 'refused'
  | 'unreachable'
  | 'forbidden'
  | 'proxy'
  | 'untrusted'
  | 'no-tls'
  | 'tls'
  | 'no-http'
  | 'lost';

const BY_CODE: Readonly<Record<string, NetworkErrorKind>> = {
  ENOTFOUND: 'unresolved',
  EAI_AGAIN: 'unresolved',
  EAI_FAIL: 'unresolved',
  ECONNREFUSED: 'refused',
  EHOSTUNREACH: 'unreachable',
  EHOSTDOWN: 'unreachable',
  ENETUNREACH: 'unreachable',
  ENETDOWN: 'unreachable',
  EADDRNOTAVAIL: 'unreachable',
  ERR_SOCKET_CONNECTION_TIMEOUT: 'unreachable',
  EPERM: 'forbidden',
  EACCES: 'forbidden',
  HOSTNAME_MISMATCH: 'untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'untrusted',
  INVALID_CA: 'untrusted',
  PATH_LENGTH_EXCEEDED: 'untrusted',
  INVALID_PURPOSE: 'untrusted',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  ECONNRESET: 'lost',
  ECONNABORTED: 'lost',
  EPIPE: 'lost',
  ETIMEDOUT: 'lost',
  ERR_STREAM_PREMATURE_CLOSE: 'lost',
};

/**
 * Families of codes: OpenSSL's complaints of certificates, and of what is no TLS at all; those of Node's HTTP parser.
 */
const BY_FAMILY: readonly [code: RegExp, fault: NetworkErrorKind][] = [
  [/^(CERT|CRL)_|^UNABLE_TO_/, 'untrusted'],
  [/^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST|UNKNOWN_PROTOCOL)$/, 'no-tls'],
  [/^(EPROTO$|ERR_SSL_|ERR_TLS_)/, 'tls'],
  [/^HPE_/, 'no-http'],
];

/** Which of these an error is; null where an answer came, or the error is none of the network's. */
export function networkErrorKindOf(error: SdkError): NetworkErrorKind | null {
  const { code, message } = error;
  if (error.isServiceError || error.httpStatus !== undefined) return null;
  // hpagent's own, which have no code.
  if (/^Bad response: \d+$/.test(message)) return 'proxy';
  if (/did not establish a connection|before secure TLS connection|^Proxy timeout$/i.test(message))
    return 'unreachable';
  if (code === 'EPROTO' && /wrong version number|packet length too long|http request/i.test(message)) return 'no-tls';
  const fault =
    code === undefined ? undefined : (BY_CODE[code] ?? BY_FAMILY.find(([family]) => family.test(code))?.[1]);
  // Files are forbidden too.
  if (fault === 'forbidden' && error.syscall !== 'connect') return null;
  if (fault === 'lost' && error.syscall === 'connect') return 'unreachable';
  // The SDK's own timers name no code.
  return fault ?? (error.name === 'TimeoutError' ? 'lost' : null);
}
