import { aws } from '../../remedy/command.ts';
import type { CatalogueEntry } from './catalogue-entry.ts';
import { SOURCES } from './sources.ts';

const STATELESS =
  'A network ACL keeps no state: request and answer each need a rule, the lowest number that matches decides.';

const ALLOW = {
  'network-acl-id': '{acl}',
  'rule-number': '{number}',
  'rule-action': 'allow',
  protocol: 'tcp',
} as const;

/** PP4: network ACLs. Templates share `number`: a free rule number below the rule that denies. */
export const ACLS = {
  'acl-stops-request': {
    code: 'PP401',
    title: 'The subnet’s network ACL stops the request',
    subject: 'network-acl',
    verdict: 'closed',
    severity: 'closes',
    hops: 'every service',
    message: '{acl} lets TCP 443 out of the subnet to {peer} not through: rule {rule}.',
    why: STATELESS,
    remedy: 'Let it out:',
    command: aws('ec2 create-network-acl-entry', {
      ...ALLOW,
      egress: true,
      'port-range': 'From=443,To=443',
      'cidr-block': '{cidr}',
    }),
    fixedBy: null,
    sources: [SOURCES.acls, SOURCES.gateway, SOURCES.connectivity],
  },
  'acl-stops-answer': {
    code: 'PP402',
    title: 'The subnet’s network ACL stops the answer',
    subject: 'network-acl',
    verdict: 'closed',
    severity: 'closes',
    hops: 'every service',
    message: '{acl} lets the answers of {peer} to TCP ports 32768-60999 not into the subnet: rule {rule}.',
    why: `${STATELESS} Tasks on Linux send from ports 32768 to 60999, and the answer comes back to that port.`,
    remedy: 'Let it in:',
    command: aws('ec2 create-network-acl-entry', {
      ...ALLOW,
      ingress: true,
      'port-range': 'From=1024,To=65535',
      'cidr-block': '{cidr}',
    }),
    fixedBy: null,
    sources: [SOURCES.acls, SOURCES.connectivity],
  },
  'endpoint-acl-stops-request': {
    code: 'PP403',
    title: 'The network ACL of the endpoint’s subnet stops the request',
    subject: 'network-acl',
    verdict: 'closed',
    severity: 'closes',
    hops: 'every service that an interface endpoint serves',
    message: '{acl} lets TCP 443 from {cidr} not into the endpoint’s subnet {host}: rule {rule}.',
    why: `${STATELESS} It does not act on packets that stay inside one subnet, which hides the fault from tasks beside the endpoint.`,
    remedy: 'Let it in:',
    command: aws('ec2 create-network-acl-entry', {
      ...ALLOW,
      ingress: true,
      'port-range': 'From=443,To=443',
      'cidr-block': '{cidr}',
    }),
    fixedBy: null,
    sources: [SOURCES.acls, SOURCES.connectivity],
  },
  'endpoint-acl-stops-answer': {
    code: 'PP404',
    title: 'The network ACL of the endpoint’s subnet stops the answer',
    subject: 'network-acl',
    verdict: 'closed',
    severity: 'closes',
    hops: 'every service that an interface endpoint serves',
    message:
      '{acl} lets answers to {cidr}, TCP ports 32768-60999, not out of the endpoint’s subnet {host}: rule {rule}.',
    why: STATELESS,
    remedy: 'Let it out:',
    command: aws('ec2 create-network-acl-entry', {
      ...ALLOW,
      egress: true,
      'port-range': 'From=1024,To=65535',
      'cidr-block': '{cidr}',
    }),
    fixedBy: null,
    sources: [SOURCES.acls, SOURCES.connectivity],
  },
  'nat-acl-stops-traffic': {
    code: 'PP405',
    title: 'The network ACL of the NAT gateway’s subnet stops the path',
    subject: 'network-acl',
    verdict: 'closed',
    severity: 'closes',
    hops: 'every service that no endpoint serves',
    message: '{acl} of the NAT gateway’s subnet {host} does not let {what} through: rule {rule}.',
    why: `${STATELESS} A NAT gateway sends from TCP ports 1024 to 65535.`,
    remedy: 'Let it through, or open the path with endpoints:',
    command: aws('ec2 create-network-acl-entry', {
      ...ALLOW,
      '{way}': true,
      'port-range': 'From={from},To={to}',
      'cidr-block': '{cidr}',
    }),
    fixedBy: null,
    sources: [SOURCES.acls, SOURCES.nat],
  },
  'ports-for-linux-alone': {
    code: 'PP406',
    title: 'The way back is open for Linux’s ports alone',
    subject: 'network-acl',
    verdict: 'open',
    severity: 'endangers',
    hops: 'every service',
    message:
      '{acl} lets answers {direction} {cidr} pass to ports 32768-60999, but not to all of 1024-65535: rule {rule}.',
    why: 'Tasks on Linux pull. Windows sends from 49152 to 65535, and other clients from 1024 on: AWS advises 1024-65535.',
    remedy: 'Widen the rule:',
    command: aws('ec2 create-network-acl-entry', {
      ...ALLOW,
      '{way}': true,
      'port-range': 'From=1024,To=65535',
      'cidr-block': '{cidr}',
    }),
    fixedBy: null,
    sources: [SOURCES.acls],
  },
} as const satisfies Record<string, CatalogueEntry>;
