/** `1 subnet`, `15 subnets`. */
export function formatCount(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function formatList(items: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`;
}

/** At most `most` of them by name: `a, b and 13 more`. One more than that is named rather than counted. */
export function truncateList(items: readonly string[], most: number): string {
  if (items.length <= most + 1) return formatList(items);
  return `${items.slice(0, most).join(', ')} and ${items.length - most} more`;
}

/** `0:42`, `12:05`, `1:00:03`. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  const parts = [Math.floor(seconds / 60) % 60, seconds % 60].map((part) => String(part).padStart(2, '0'));
  const hours = Math.floor(seconds / 3600);
  return hours > 0 ? [hours, ...parts].join(':') : parts.join(':').replace(/^0/, '');
}
