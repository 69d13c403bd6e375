import { describe, expect, it } from 'vitest';
import { sendWithRetry } from '../../src/apply/send-with-retry.ts';
import { benchOf, refusal, said, thrownBy } from './fakes.ts';

const TAKEN = 'private-dns-enabled cannot be set because there is already a conflicting DNS domain for x';

/** Sends a call that is refused so many times with an error, and then done. */
function sender(error: unknown, times = 1) {
  const sent: number[] = [];
  return {
    sent,
    send: async () => {
      sent.push(sent.length + 1);
      if (sent.length <= times) throw error;
      return 'sent';
    },
  };
}

describe('a call that is refused', () => {
  it.each([
    ['RequestLimitExceeded', 'throttled 500'],
    ['IncorrectState', 'waiting: IncorrectState'],
    ['AnswerLost', 'waiting: AnswerLost'],
  ])('with %s is sent again after a look and a pause', async (code, words) => {
    const context = benchOf();
    let looks = 0;
    const { send, sent } = sender(refusal(code), 2);
    const findExistingEffect = async () => {
      looks += 1;
      return null;
    };
    expect(await sendWithRetry(context, { step: 's', send, findExistingEffect })).toBe('sent');
    expect({ sent: sent.length, looks }).toEqual({ sent: 3, looks: 2 });
    expect(said(context.events)).toEqual([words, words.replace('500', '1000')]);
    expect(context.clock.slept).toEqual([500, 1000]);
  });

  it('but did happen, is not sent again', async () => {
    const { send, sent } = sender(refusal('AnswerLost'));
    expect(await sendWithRetry(benchOf(), { step: 's', send, findExistingEffect: async () => 'found' })).toBe('found');
    expect(sent).toHaveLength(1);
  });

  it.each(['InvalidGroup.Duplicate', 'RouteAlreadyExists'])(
    'with %s is looked for a while, since another run may have been quicker, and never sent again',
    async (code) => {
      const context = benchOf();
      let looks = 0;
      const { send, sent } = sender(refusal(code), 9);
      const findExistingEffect = async () => {
        looks += 1;
        return looks < 3 ? null : 'theirs';
      };
      expect(await sendWithRetry(context, { step: 's', send, findExistingEffect })).toBe('theirs');
      expect(sent).toHaveLength(1);
      expect(said(context.events)).toEqual(Array(2).fill('waiting: the place is taken; looking by whom'));
    },
  );

  it('because a private name is taken is sent again only where its holder is leaving', async () => {
    const context = benchOf();
    const { send, sent } = sender(refusal('InvalidParameter', TAKEN), 2);
    const isTransient = async () => true;
    expect(await sendWithRetry(context, { step: 's', send, findExistingEffect: async () => null, isTransient })).toBe(
      'sent',
    );
    expect(sent).toHaveLength(3);
    const other = sender(refusal('InvalidParameter', TAKEN), 9);
    const error = await thrownBy(sendWithRetry(context, { step: 's', ...other, findExistingEffect: async () => null }));
    expect(error.message).toBe(TAKEN);
    expect(other.sent).toHaveLength(1);
  });

  it.each(['UnauthorizedOperation', 'ExpiredToken', 'AuthFailure'])('with %s is not even looked for', async (code) => {
    const { send, sent } = sender(refusal(code), 9);
    const findExistingEffect = () => Promise.reject(new Error('looked'));
    expect(await thrownBy(sendWithRetry(benchOf(), { step: 's', send, findExistingEffect }))).toMatchObject({ code });
    expect(sent).toHaveLength(1);
  });

  it.each([
    'InvalidParameterValue',
    'VpcEndpointLimitExceeded',
    'InsufficientFreeAddressesInSubnet',
    'IdempotentParameterMismatch',
  ])('with %s fails at once', async (code) => {
    const { send, sent } = sender(refusal(code), 9);
    expect(
      await thrownBy(sendWithRetry(benchOf(), { step: 's', send, findExistingEffect: async () => null })),
    ).toMatchObject({ code });
    expect(sent).toHaveLength(1);
  });

  it('because an id is not found is sent again for a minute, where the id may be young', async () => {
    const young = benchOf();
    young.createdIds.set('security-group', 'sg-1');
    const patient = sender(refusal('InvalidGroup.NotFound'), 4);
    expect(await sendWithRetry(young, { step: 's', ...patient, findExistingEffect: async () => null })).toBe('sent');
    expect(new Set(said(young.events))).toEqual(new Set(['waiting: not known everywhere yet']));

    const late = sender(refusal('InvalidGroup.NotFound'), 99);
    const context = benchOf();
    const error = await thrownBy(
      sendWithRetry(context, {
        step: 's',
        ...late,
        findExistingEffect: async () => null,
        mayBeEventuallyConsistent: true,
      }),
    );
    expect(error.code).toBe('InvalidGroup.NotFound');
    expect(context.clock.now()).toBeGreaterThanOrEqual(60_000);

    const old = sender(refusal('InvalidGroup.NotFound'), 99);
    await thrownBy(sendWithRetry(benchOf(), { step: 's', ...old, findExistingEffect: async () => null }));
    expect(old.sent).toHaveLength(1);
  });

  it('for ever fails when the time is out, with the last error', async () => {
    const context = benchOf({ timeoutMs: 20_000 });
    const { send } = sender(refusal('IncorrectState'), Number.POSITIVE_INFINITY);
    const error = await thrownBy(sendWithRetry(context, { step: 's', send, findExistingEffect: async () => null }));
    expect(error.code).toBe('IncorrectState');
    expect(context.clock.now()).toBeLessThanOrEqual(20_000);
  });

  it('is given up when the user wants to stop', async () => {
    const stop = new AbortController();
    const context = benchOf({ stop: stop.signal });
    const send = async () => {
      stop.abort();
      throw refusal('RequestLimitExceeded');
    };
    const error = await thrownBy(sendWithRetry(context, { step: 's', send, findExistingEffect: async () => null }));
    expect(error).toMatchObject({ kind: 'interrupted', message: 'Stopped by you; s was not done.' });
  });
});

describe('a call with a small bucket', () => {
  const create = (context: ReturnType<typeof benchOf>) =>
    sendWithRetry(context, {
      step: 's',
      rateLimitedAs: 'CreateVpcEndpoint',
      send: async () => 'sent',
      findExistingEffect: async () => null,
    });

  it('is paced, which is shown as waiting and is no error', async () => {
    const context = benchOf();
    for (let i = 0; i < 5; i += 1) await create(context);
    expect(said(context.events)).toEqual(['throttled 3334']);
    expect(context.clock.slept).toEqual([3334]);
  });

  it('is not begun where the time runs out before its turn', async () => {
    const context = benchOf({ timeoutMs: 3000 });
    for (let i = 0; i < 4; i += 1) await create(context);
    expect(await thrownBy(create(context))).toMatchObject({ kind: 'partial', code: 'TimedOut' });
  });

  it('is not begun after the user wants to stop', async () => {
    const stop = new AbortController();
    const context = benchOf({ stop: stop.signal });
    for (let i = 0; i < 4; i += 1) await create(context);
    stop.abort();
    expect(await thrownBy(create(context))).toMatchObject({
      kind: 'interrupted',
      message: 'Stopped by you; s was not begun.',
    });
  });
});
