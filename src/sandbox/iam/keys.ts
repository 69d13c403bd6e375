import type { Tags } from '../network/types.ts';

/** Condition keys that an existing resource brings along. */
export function resourceKeys(tags: Tags): Record<string, string[]> {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, [value]],
      [`ec2:ResourceTag/${key}`, [value]],
    ]),
  );
}

/** Condition keys that the tags in a request bring along. */
export function requestKeys(tags: Tags): Record<string, string[]> {
  const pairs = Object.entries(tags);
  if (pairs.length === 0) return {};
  return {
    ...Object.fromEntries(pairs.map(([key, value]) => [`aws:RequestTag/${key}`, [value]])),
    'aws:TagKeys': pairs.map(([key]) => key),
  };
}
