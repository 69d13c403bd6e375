import { createSocket, type Socket } from 'node:dgram';
import { Resolver } from 'node:dns/promises';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lookupBy } from '../../../src/aws/client/lookup.ts';

/** A DNS server that takes every question and answers as told: with an error code of DNS, or never. */
let server: Socket;
let answer: number | null = null;
beforeEach(async () => {
  server = createSocket('udp4');
  server.on('message', (question, { port }) => {
    if (answer === null) return;
    const reply = Buffer.from(question);
    reply[2] = 0x81;
    reply[3] = 0x80 | answer;
    server.send(reply, port, '127.0.0.1');
  });
  server.bind(0, '127.0.0.1');
  await once(server, 'listening');
});
afterEach(() => void server.close());

/** What a look-up through that server ends with: an address, or the code of an error. */
function lookedUp(hostname: string): Promise<string> {
  const resolver = new Resolver({ timeout: 100, tries: 1 });
  resolver.setServers([`127.0.0.1:${(server.address() as AddressInfo).port}`]);
  return new Promise((resolve) => {
    lookupBy(resolver)(hostname, { family: 4 }, (error, address) => resolve(error?.code ?? String(address)));
  });
}

it('a name is not looked up by the system while no DNS server answers, which would hold a thread', async () => {
  answer = null;
  expect(await lookedUp('ec2.invalid')).toBe('EAI_AGAIN');
});

it('an answer, be it that there is no such name, has the system look it up', async () => {
  answer = 3;
  // The system's own answer, which is another one where nothing answers there either.
  expect(await lookedUp('ec2.invalid')).toMatch(/^(ENOTFOUND|EAI_AGAIN)$/);
});

it('names of this machine need no server', async () => {
  answer = null;
  expect(await lookedUp('localhost')).toBe('127.0.0.1');
});
