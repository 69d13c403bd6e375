/** Phrases that several families share. */
import type { Phrase } from '../text/phrase.ts';

/**
 * It was the network: AWS's own list [aws-facts: network-phrases], then the words of the clients that ECS, its agent,
 * containerd and Docker use, Windows included. The fuller first, for the first that is found becomes the evidence.
 */
export const NETWORK: readonly Phrase[] = [
  'dial tcp…i/o timeout',
  'dial tcp…connect: connection refused',
  'dial tcp…connect: network is unreachable',
  'dial tcp…connect: no route to host',
  'net/http: TLS handshake timeout',
  'net/http: request canceled while waiting for connection',
  'Client.Timeout exceeded while awaiting headers',
  'read: connection timed out',
  'i/o timeout',
  'context deadline exceeded',
  'connectex:',
  'Connect timeout on endpoint URL',
  'Could not connect to the endpoint URL',
  'dial tcp',
  'dial udp',
  'signal: killed',
  'request canceled while waiting',
  'request context canceled',
  'There is a connection issue between the task and',
  'RequestError: send request failed',
  'https response error StatusCode: 0',
  'request send failed',
  'failed to do request:',
  'Check your task network configuration',
  'Check your network configuration',
  // Java
  'Unable to execute HTTP request: Connect to…timed out',
  'Unable to execute HTTP request: connect timed out',
  'ConnectTimeoutException',
  'SocketTimeoutException',
  'failed: connect timed out',
  // JavaScript
  'connect ETIMEDOUT',
  'connect ENETUNREACH',
  'connect EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'Connect Timeout Error (attempted address',
  'Socket timed out without establishing a connection',
  'TimeoutError: Connection timed out after',
  'did not establish a connection with the server within',
  // Python
  'ConnectTimeoutError',
  'EndpointConnectionError',
  'Max retries exceeded with url',
  'Connection to…timed out. (connect timeout=',
  '[Errno 110]',
  '[Errno 101]',
  '[Errno 113]',
  // PHP, curl and what is built on it
  'cURL error 28',
  'cURL error 7',
  'curl: (28)',
  'curl: (7)',
  'curlCode: 28',
  'Failed to connect to…port 443',
  "Couldn't connect to server",
  // Ruby
  'Seahorse::Client::NetworkingError',
  'Failed to open TCP connection to',
  'Net::OpenTimeout',
  // Rust
  'HTTP connect timeout occurred',
  'kind: "HTTP connect"',
  'tcp connect error',
  'error trying to connect',
  // .NET
  'connected party did not properly respond',
  'HttpRequestException: Connection timed out',
  'HttpRequestException: Network is unreachable',
  // Fluent Bit
  'timed out after 10 seconds',
  'no upstream connections available',
  '[aws_client] connection initialization error',
];

/** TCP was accepted, TLS was not: by then a route and the first packets of both sides are there. */
export const NO_HANDSHAKE: readonly Phrase[] = [
  'TLS handshake timeout',
  'SSL: Handshake timed out',
  'SSL: crypto enabling timeout',
  'SSL connection timeout',
  'SSL_connect SYSCALL',
  'SSL_ERROR_SYSCALL',
  'Remote host terminated the handshake',
  'Remote host closed connection during handshake',
  'Client network socket disconnected before secure TLS connection was established',
];

/** The connection stood, and somebody ended it. */
export const CONNECTION_ENDED: readonly Phrase[] = [
  'wsarecv: An existing connection was forcibly closed',
  'forcibly closed by the remote host',
  'read: connection reset by peer',
  'Connection reset by peer',
  'ECONNRESET',
  'socket hang up',
  'broken connection to',
];

/** The connection stood, and the answer to a request did not come in time. */
export const NO_ANSWER: readonly Phrase[] = [
  'Read timeout on endpoint URL',
  'Read timed out. (read timeout=',
  'SocketTimeoutException: Read timed out',
  'Unable to execute HTTP request: Read timed out',
  'ReadTimeoutException',
  'Net::ReadTimeout',
];

/** Somebody answered that nothing listens there. */
export const REFUSED_CONNECTION: readonly Phrase[] = [
  'connect: connection refused',
  'connect ECONNREFUSED',
  'Connection refused',
  '[Errno 111]',
];

/** The name could not be resolved. */
export const NOT_RESOLVED: readonly Phrase[] = [
  'lookup…no such host',
  'lookup…server misbehaving',
  'lookup…:53: read udp…i/o timeout',
  'lookup…:53: i/o timeout',
  'lookup…i/o timeout',
  'lookup…connection refused',
  'no such host',
  'Temporary failure in name resolution',
  'Name or service not known',
  'getaddrinfo ENOTFOUND',
  'getaddrinfo EAI_AGAIN',
  'getaddrinfo: nodename nor servname',
  'UnknownHostException',
  'Could not resolve host',
  'cURL error 6',
  'curl: (6)',
  'Timeout while contacting DNS servers',
  'No such host is known',
  'NameResolutionError',
  'failed to lookup address information',
];

/** A store or registry refused without saying which action it was. */
export const FORBIDDEN: readonly Phrase[] = [
  '403 Forbidden',
  'HTTP 403 response',
  'StatusCode: 403',
  'status code: 403',
  'status 403',
  '<Code>AccessDenied</Code>',
  'api error Forbidden',
  'api error AccessDenied',
];
