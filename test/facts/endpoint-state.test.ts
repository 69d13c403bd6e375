import { describe, expect, it } from 'vitest';
import { isAvailable, isBecomingAvailable, isFailed, isGone, isPending } from '../../src/facts/endpoint-state.ts';

describe('a state of an endpoint', () => {
  it.each([
    ['pendingacceptance', { coming: true, pending: false }],
    ['pending', { coming: true, pending: true }],
    ['partial', { coming: true, pending: true }],
    ['available', { available: true }],
    ['deleting', { gone: true }],
    ['deleted', { gone: true }],
    ['failed', { failed: true }],
    ['rejected', { failed: true }],
    ['expired', { failed: true }],
    ['a state that AWS adds one day', {}],
  ])('%s', (state, expected) => {
    const found = {
      coming: isBecomingAvailable({ state }),
      pending: isPending({ state }),
      available: isAvailable({ state }),
      gone: isGone({ state }),
      failed: isFailed({ state }),
    };
    const none = { coming: false, pending: false, available: false, gone: false, failed: false };
    expect(found).toEqual({ ...none, ...expected });
  });
});
