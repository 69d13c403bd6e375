import { describe, expect, it } from 'vitest';
import { explain } from '../../../src/explain/explain.ts';
import { errorClassSchema } from '../../../src/explain/explanation.ts';
import { FAMILIES } from '../../../src/explain/families/index.ts';
import { BRIEF_REASONS, briefReason } from '../../../src/explain/wording/brief-reason.ts';

describe('the reason in a few words', () => {
  it.each([
    [
      'ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve ecr registry auth: service call has been retried 3 time(s): RequestError: send request failed caused by: Post "https://api.ecr.us-east-1.amazonaws.com/": dial tcp 52.94.1.2:443: i/o timeout',
      "can't reach ecr.api",
    ],
    [
      'CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref docker.io/library/nginx:1.27: failed to do request: Head "https://registry-1.docker.io/v2/library/nginx/manifests/1.27": dial tcp 44.208.254.194:443: i/o timeout',
      "can't reach docker.io",
    ],
    ['Essential container in task exited', 'container exited'],
    ['CannotPullContainerError: write /var/lib/x: no space left on device', 'disk full'],
    ['something that nobody knows', 'reason not recognized'],
  ])('of %s', (text, expected) => {
    expect(briefReason(explain(text))).toBe(expected);
  });

  it('takes five words at most, in every family and class, with a hop and without', () => {
    const nothing = { hosts: [], repository: null };
    const families = FAMILIES.flatMap(({ id, class: kind, hop }) =>
      [null, hop ?? null, 'ecr.api' as const].map((at) =>
        briefReason({ ...nothing, family: id, class: kind, hop: at }),
      ),
    );
    const classes = errorClassSchema.options.flatMap((kind) =>
      [null, 's3' as const].map((at) => briefReason({ ...nothing, family: 'a new one', class: kind, hop: at })),
    );
    const tooLong = [...families, ...classes].filter((words) => words.split(' ').length > 5 || words.length > 45);
    expect(tooLong).toEqual([]);
  });

  it('has words of its own only for families that there are', () => {
    const known = new Set(FAMILIES.map(({ id }) => id));
    expect(Object.keys(BRIEF_REASONS).filter((id) => !known.has(id))).toEqual([]);
  });
});
