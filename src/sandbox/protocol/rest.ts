import { Form } from './form.ts';
import type { Service } from './wire.ts';

/** A call of a service with paths of its own: the action, and the parameters that stand in the path. */
interface Path {
  service: Service;
  action: string;
  pattern: RegExp;
}

const PATHS: readonly Path[] = [
  { service: 'route53', action: 'ListHostedZonesByVPC', pattern: /^\/2013-04-01\/hostedzonesbyvpc$/ },
  { service: 'route53', action: 'ListResourceRecordSets', pattern: /^\/2013-04-01\/hostedzone\/(?<Id>[^/]+)\/rrset$/ },
  { service: 'route53', action: 'GetHostedZone', pattern: /^\/2013-04-01\/hostedzone\/(?<Id>[^/]+)$/ },
  { service: 'route53profiles', action: 'ListProfileAssociations', pattern: /^\/profileassociations$/ },
  {
    service: 'route53profiles',
    action: 'ListProfileResourceAssociations',
    pattern: /^\/profileresourceassociations\/profileid\/(?<ProfileId>[^/]+)$/,
  },
];

/** What a request by path asks for, with the query's parameters under their own names; undefined where it is none. */
export function askedByPath(url: string): { service: Service; action: string; form: Form } | undefined {
  const { pathname, searchParams } = new URL(url, 'http://127.0.0.1');
  for (const { service, action, pattern } of PATHS) {
    const match = pattern.exec(pathname.replace(/\/$/, ''));
    if (match)
      return { service, action, form: new Form(new Map([...searchParams, ...Object.entries(match.groups ?? {})])) };
  }
  return undefined;
}
