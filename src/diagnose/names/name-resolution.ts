import type { Endpoint } from '../../discover/entities/endpoint.ts';
import type { HostedZone } from '../../discover/entities/private-names.ts';
import { serviceFor, suffixOf } from '../../discover/entities/service.ts';
import { isAvailable, isBecomingAvailable } from '../../facts/endpoint-state.ts';
import { type Cause, cause } from '../findings/cause.ts';
import type { Need } from '../need.ts';
import { endpointsShow, type VpcContext, whyNotVisible } from '../vpc-context.ts';
import { namesRead, privateAnswers } from './private-answers.ts';
import type { Resolver } from './resolver.ts';

/**
 * Where a service's name may lead a task. `nowhere`: for sure to nothing that answers; `whyNotVisible`: to what EC2
 * does not show.
 */
export type DnsAnswer =
  /** `only`: at these addresses, where a record names some of them. */
  | { readonly to: 'endpoint'; readonly endpoint: Endpoint; readonly only?: readonly string[] }
  /** An endpoint of another VPC, or what may be one. */
  | { readonly to: 'remote'; readonly remote: RemoteTarget }
  | { readonly to: 'public' }
  /** Whatever other DNS servers say. */
  | { readonly to: 'forwarded'; readonly causes: readonly Cause[] }
  | { readonly to: 'nowhere'; readonly causes: readonly Cause[] }
  | { readonly to: 'unseen'; readonly causes: readonly Cause[] };

/** Where a name leads outside of the VPC. */
export interface RemoteTarget {
  /** The zone that says so; null where a Profile brings the endpoint. */
  readonly zone: HostedZone | null;
  readonly host: string;
  /** The DNS name or the addresses that the zone has. */
  readonly target: string;
  /** The endpoint, where an account that was read has it. */
  readonly endpoint: Endpoint | null;
  /** Where the zone has addresses. */
  readonly addresses: readonly string[];
}

/** Which endpoint answers a service's name in a VPC, as far as EC2 and Route 53 show it. */
export interface NameResolution {
  /** One lead where the answer is certain. */
  readonly answers: readonly DnsAnswer[];
  /** Why no endpoint answers: closes the hop where public addresses cannot be reached. */
  readonly missing: readonly Cause[];
  /** True where a private hosted zone, which EC2 does not show, could still lead the name elsewhere. */
  readonly mayBeRedirected: boolean;
  /** An endpoint without private DNS, to which such a zone may lead. */
  readonly redirectedTo: Endpoint | undefined;
}

const PUBLIC: DnsAnswer = { to: 'public' };

/**
 * The answer to a service's name [aws-facts: private-dns-attributes, private-dns-required, custom-dns]: an available
 * interface endpoint with private DNS answers for the whole VPC, whatever the subnet; else the name leads to the
 * service's public addresses. S3 has a gateway endpoint as well, which takes over no name: it works by routes.
 */
export function resolveName(context: VpcContext, need: Need, resolver: Resolver): NameResolution {
  const candidates = endpointsFor(context, need);
  const answering = candidates.find((endpoint) => isAvailable(endpoint) && takesName(endpoint));
  const pending = candidates.find((endpoint) => isBecomingAvailable(endpoint) && takesName(endpoint));
  const found = {
    missing: missingCauses(context, need, candidates, resolver, answering !== undefined),
    mayBeRedirected:
      resolver.privateNames !== 'off' &&
      answering === undefined &&
      namesRead(context, need.service)?.profileIds == null,
    // An S3 interface endpoint without private DNS is of no help to layers, zone or not
    // [aws-facts: s3-interface-endpoint].
    redirectedTo:
      need.type === 'Gateway'
        ? undefined
        : candidates.find((endpoint) => isAvailable(endpoint) && !endpoint.privateDns),
  };
  if (resolver.state === 'silent') return { ...found, answers: [{ to: 'nowhere', causes: resolver.causes }] };
  const answers = withPrivateNames(context, need, resolver, leadsOf(context, need, resolver, answering, pending));
  if (resolver.state === 'sound') return { ...found, answers };
  const others: DnsAnswer[] = answers.includes(PUBLIC) ? [] : [PUBLIC];
  // The attributes decide between AWS's answer, with private names or without, and none at all: what these have in
  // common is sure.
  const first: DnsAnswer = { to: resolver.state === 'unread' ? 'nowhere' : 'unseen', causes: resolver.causes };
  // Custom servers may answer as AWS would, with public addresses, or with anything at all.
  return { ...found, answers: [first, ...answers, ...others] };
}

/**
 * The answer to a name that no endpoint of the region takes over: public addresses, unless the resolver or a private hosted
 * zone sees to something else.
 * @param missing why nothing nearer answers
 */
export function resolveOutside(resolver: Resolver, missing: readonly Cause[]): NameResolution {
  const found = { missing, mayBeRedirected: resolver.privateNames !== 'off', redirectedTo: undefined };
  if (resolver.state === 'sound') return { ...found, answers: [PUBLIC] };
  if (resolver.state === 'silent') return { ...found, answers: [{ to: 'nowhere', causes: resolver.causes }] };
  const to = resolver.state === 'unread' ? 'nowhere' : 'unseen';
  return { ...found, answers: [{ to, causes: resolver.causes }, PUBLIC] };
}

/** What zones, rules and Profiles say, where they were read and are in force; `others` where they say nothing. */
function withPrivateNames(context: VpcContext, need: Need, resolver: Resolver, others: DnsAnswer[]): DnsAnswer[] {
  const told = resolver.privateNames === 'on' ? privateAnswers(context, need) : null;
  if (told === null) return others;
  return told.flatMap((answer) => (answer.to === 'public' ? others : [answer]));
}

function leadsOf(
  context: VpcContext,
  need: Need,
  resolver: Resolver,
  answering: Endpoint | undefined,
  pending: Endpoint | undefined,
): DnsAnswer[] {
  if (answering !== undefined) {
    return resolver.privateNames === 'off' ? [PUBLIC] : [{ to: 'endpoint', endpoint: answering }];
  }
  if (pending !== undefined && resolver.privateNames !== 'off') {
    return [{ to: 'nowhere', causes: [notAvailable(pending, need.service)] }, PUBLIC];
  }
  return endpointsShow(context)
    ? [PUBLIC]
    : [{ to: 'unseen', causes: [whyNotVisible(context, 'endpoints', '')] }, PUBLIC];
}

/** The VPC's interface endpoints of a service, in whatever state. */
function endpointsFor({ endpoints, snapshot }: VpcContext, { service }: Need): Endpoint[] {
  return endpoints.filter(
    (endpoint) => endpoint.type === 'Interface' && suffixOf(snapshot.region, endpoint.service) === service,
  );
}

/** S3 can keep its private names for clients outside the VPC; then those inside still get public addresses. */
function takesName(endpoint: Endpoint): boolean {
  return endpoint.privateDns && !endpoint.inboundResolverOnly;
}

function missingCauses(
  context: VpcContext,
  need: Need,
  candidates: readonly Endpoint[],
  resolver: Resolver,
  answered: boolean,
): Cause[] {
  const { service } = need;
  if (answered) return resolver.privateNames === 'off' ? [cause('dns-hostnames-off', context.vpc.id, {})] : [];
  // What closes S3 without an endpoint is the route that its gateway endpoint would have made.
  if (need.type === 'Gateway' || !endpointsShow(context)) return [];
  const withoutDns = candidates.find(isAvailable);
  if (withoutDns !== undefined) return [cause('private-dns-off', withoutDns.id, { endpoint: withoutDns.id, service })];
  const broken = candidates[0];
  if (broken !== undefined) return [notAvailable(broken, service)];
  const { snapshot } = context;
  const offered = snapshot.endpointServices.length === 0 || serviceFor(snapshot, service, need.type) !== undefined;
  // An endpoint is not enough: its private DNS needs the attribute too, and AWS refuses it while that is off.
  const dnsOff = resolver.privateNames === 'off' ? [cause('dns-hostnames-off', context.vpc.id, {})] : [];
  if (offered) return [cause('endpoint-missing', service, { service }), ...dnsOff];
  return [cause('service-not-offered', service, { service, type: need.type })];
}

function notAvailable(endpoint: Endpoint, service: string): Cause {
  const failure = endpoint.failure === null ? '' : `: ${endpoint.failure}`;
  return cause('endpoint-not-available', endpoint.id, {
    endpoint: endpoint.id,
    service,
    state: endpoint.state,
    failure,
  });
}
