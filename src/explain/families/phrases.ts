/** Phrases that several families share. */
import type { Phrase } from '../phrase.ts';

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
  'connection reset by peer',
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
