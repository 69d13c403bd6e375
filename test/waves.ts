export interface InWaves<T> {
  readonly calls: T;
  /** How many answers were waited for, one after the other. */
  waves(): number;
  /** How many were asked for in all. */
  requests(): number;
}

/** The same calls, answered in waves: all that are asked for while others are under way come back together. */
export function inWaves<T extends object>(calls: T): InWaves<T> {
  let waves = 0;
  let requests = 0;
  let pending: (() => void)[] = [];
  const answered = () =>
    new Promise<void>((resolve) => {
      pending.push(resolve);
      if (pending.length > 1) return;
      setTimeout(() => {
        waves += 1;
        const all = pending;
        pending = [];
        for (const answer of all) answer();
      }, 5);
    });
  return {
    calls: new Proxy(calls, {
      get: (target, name) => {
        const call: unknown = Reflect.get(target, name);
        if (typeof call !== 'function') return call;
        return async (...args: unknown[]) => {
          requests += 1;
          await answered();
          return call.apply(target, args);
        };
      },
    }),
    waves: () => waves,
    requests: () => requests,
  };
}
