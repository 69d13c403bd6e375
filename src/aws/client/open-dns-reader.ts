import { wrapErrors } from '../errors/wrap-errors.ts';
import { DNS_READ_ACTIONS } from '../iam/calls.ts';
import type { DnsReader } from '../read/dns-reader.ts';
import { dnsReader } from '../read/route53-reader.ts';
import type { CallContext } from './call-context.ts';
import { type DnsClient, resolverClient, route53Client, type Settings } from './dns-clients.ts';
import type { AwsServiceName } from './services.ts';

/** What a connection has for a reader of names. */
export interface DnsConnection {
  readonly settings: Settings;
  /** Lets the connection listen to a client, and close it. */
  readonly made: (client: DnsClient, service: AwsServiceName) => DnsClient;
  readonly contextWith: (client: DnsClient, service: AwsServiceName) => Promise<Omit<CallContext, 'action'>>;
  readonly deadline: AbortSignal | undefined;
}

/** The reader of who answers names, rejecting with our errors; Profiles come with their client on first use. */
export async function openDnsReader({ settings, made, contextWith, deadline }: DnsConnection): Promise<DnsReader> {
  const clients = {
    route53: made(route53Client(settings), 'route53'),
    resolver: made(resolverClient(settings), 'route53resolver'),
  };
  const own = await contextWith(clients.route53, 'route53');
  const contexts = new Map<AwsServiceName, typeof own>([
    ['route53resolver', await contextWith(clients.resolver, 'route53resolver')],
  ]);
  let opened: Promise<DnsClient> | undefined;
  const open = async () => {
    const { profilesClient } = await import('./profiles-client.ts');
    const client = made(profilesClient(settings), 'route53profiles');
    contexts.set('route53profiles', await contextWith(client, 'route53profiles'));
    return client;
  };
  const profiles = () => {
    opened ??= open();
    return opened;
  };
  return wrapErrors(dnsReader({ ...clients, profiles }), DNS_READ_ACTIONS, (of) => contexts.get(of) ?? own, {
    deadline,
  });
}
