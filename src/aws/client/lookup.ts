import { lookup } from 'node:dns';
import { Resolver } from 'node:dns/promises';
import { readFile } from 'node:fs/promises';
import type { LookupFunction } from 'node:net';

/** The first try, in milliseconds; the second one takes twice as long. Together less than a connection may take. */
const TRY_MS = 1_500;
const TRIES = 2;

/** What c-ares says where no server has answered. */
const SILENT: ReadonlySet<unknown> = new Set(['ETIMEOUT', 'ECANCELLED']);

/**
 * Looks a host name up as the system does, but only once a DNS server has answered at all. The system's own look-up
 * holds a thread until it is answered, ten seconds or more, and a process does not end while one of its threads is
 * held: behind a DNS server that keeps silent no `--timeout` would be kept. What is asked beforehand holds no thread.
 * @param resolver asks the servers that the machine is set up with; a test has others
 */
export function lookupBy(resolver = new Resolver({ timeout: TRY_MS, tries: TRIES })): LookupFunction {
  return (hostname, options, callback) => {
    void isAnswered(resolver, hostname).then((answered) => {
      if (answered) lookup(hostname, options, callback);
      else callback(silence(hostname), '');
    });
  };
}

/** True where a DNS server answers, whatever it says, or where the name needs none. */
async function isAnswered(resolver: Resolver, hostname: string): Promise<boolean> {
  if (/(^|\.)localhost$/.test(hostname) || (await isInHostsFile(hostname))) return true;
  try {
    await resolver.resolve4(hostname);
    return true;
  } catch (error) {
    return !(error instanceof Error && 'code' in error && SILENT.has(error.code));
  }
}

async function isInHostsFile(hostname: string): Promise<boolean> {
  try {
    return (await readFile('/etc/hosts', 'utf8')).split(/\s+/).includes(hostname);
  } catch {
    return false;
  }
}

/** As the system says it, so that it is told of in the same words. */
function silence(hostname: string): NodeJS.ErrnoException {
  const message = `getaddrinfo EAI_AGAIN ${hostname}`;
  return Object.assign(new Error(message), { code: 'EAI_AGAIN', errno: -3001, syscall: 'getaddrinfo', hostname });
}
