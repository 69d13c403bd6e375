/** The packets got there, and what came back was no answer: no route or endpoint is missing. */
import type { Family } from '../family.ts';
import { CONNECTION_ENDED, NO_ANSWER, NO_HANDSHAKE, REFUSED_CONNECTION } from './phrases.ts';

export const CONNECTED: readonly Family[] = [
  {
    id: 'handshake-timeout',
    class: 'network',
    certainty: 'sure',
    all: [NO_HANDSHAKE],
    kinds: ['aws'],
    cause:
      '{host} accepted the TCP connection, and then TLS got no answer: this is not a missing route. A firewall or proxy that filters by host name does this, or a path on which large packets are lost.',
    remedy:
      'Allow {host} on the firewall or proxy between, or point the name to a VPC endpoint, which has no firewall of yours in front. If small packets pass and large ones do not, lower the MTU.',
    next: { command: 'audit' },
    references: ['connectivity', 'useEndpoint'],
  },
  {
    id: 'connection-cut-off',
    class: 'network',
    certainty: 'sure',
    all: [CONNECTION_ENDED],
    kinds: ['aws'],
    cause:
      'The connection to {host} was made and then ended from outside, so a way exists: mostly by a firewall or proxy, or by a NAT gateway after 350 idle seconds.',
    remedy:
      'Look at the firewall or proxy between; a single case that the client repeats needs no repair. A VPC endpoint takes such devices out of the path.',
    next: { command: 'audit' },
    references: ['connectivity', 'useEndpoint'],
  },
  {
    id: 'answer-not-in-time',
    class: 'network',
    certainty: 'sure',
    all: [NO_ANSWER],
    kinds: ['aws'],
    cause:
      '{host} accepted the connection, and its answer did not come in time: this is not a missing route or endpoint.',
    remedy:
      'If it happens always, look for a firewall or proxy between that holds answers back, or for a path on which large packets are lost (MTU). If it happens at times, give the client a longer read timeout.',
    next: { command: 'audit' },
    references: ['connectivity', 'useEndpoint'],
  },
  {
    id: 'connection-refused',
    class: 'network',
    certainty: 'sure',
    all: [REFUSED_CONNECTION],
    kinds: ['aws'],
    withoutTraits: ['other-port'],
    scopes: ['public', 'private', 'unknown'],
    cause:
      '{ip} answered and refused the connection. Neither {host} nor a VPC endpoint for it does that (a security group drops without an answer), so something else has that address.',
    remedy:
      'Find out why {host} leads there: a private hosted zone, a hosts file, a proxy, or a firewall that rejects.',
    next: { command: 'audit' },
    references: ['useEndpoint', 'connectivity'],
  },
  {
    id: 'connection-refused-by-name',
    class: 'network',
    certainty: 'sure',
    all: [[...REFUSED_CONNECTION, 'actively refused it']],
    kinds: ['aws'],
    withoutTraits: ['other-port'],
    none: ['fs-…efs.', 'failed to invoke EFS utils commands'],
    cause:
      'What {host} leads to answered and refused the connection. Neither the service nor a VPC endpoint for it does that (a security group drops without an answer), so the name leads to something else.',
    remedy:
      'Look up {host} from the task, and find out why it leads there: a private hosted zone, a hosts file, a proxy, or a firewall that rejects.',
    next: { command: 'audit' },
    references: ['useEndpoint', 'connectivity'],
  },
];
