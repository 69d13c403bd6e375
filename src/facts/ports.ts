/**
 * The port on which every endpoint is asked: nothing in an image pull speaks plain HTTP, and endpoints serve no DNS
 * [aws-facts: endpoint-ingress].
 */
export const HTTPS_PORT = 443;

/** The port of DNS: questions and answers by UDP, long answers by TCP [aws-facts: resolver-unfiltered]. */
export const DNS_PORT = 53;

/** A port with its protocol. */
export interface Port {
  readonly protocol: 'tcp' | 'udp';
  readonly port: number;
}

/** Where a pull's requests go. */
export const HTTPS: Port = { protocol: 'tcp', port: HTTPS_PORT };

/**
 * What the guide that pullpath implements lets in besides TCP 443. Endpoints need neither [aws-facts:
 * endpoint-ingress].
 */
export const GUIDE_EXTRA_PORTS = [
  { protocol: 'tcp', port: 80 },
  { protocol: 'udp', port: 53 },
] as const satisfies readonly Port[];
