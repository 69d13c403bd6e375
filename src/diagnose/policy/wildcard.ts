import type { Ternary } from './ternary.ts';

/**
 * Whether an IAM pattern (`*` any run, `?` one character) matches a text of which parts may be unknown, written `*`.
 * Yes: whatever the unknown parts are; unknown: for some of them; no: for none.
 */
export function matches(pattern: string, text: string): Ternary {
  if (covers(pattern, text)) return 'yes';
  return meets(pattern, text) ? 'unknown' : 'no';
}

/** An unknown part is taken as one strange character that nothing but the pattern's own `*` matches. */
function covers(pattern: string, text: string): boolean {
  return compare(pattern, text, (p, t) => t !== '*' && (p === '?' || p === t), false);
}

/** Both may stretch: is there a text that both describe? */
function meets(pattern: string, text: string): boolean {
  return compare(pattern, text, (p, t) => p === '?' || p === t, true);
}

/**
 * Walks both from the end; `reach[j]`: the rest of the pattern fits the text from j on. Linear in the product of
 * lengths.
 */
function compare(
  pattern: string,
  text: string,
  fits: (p: string, t: string) => boolean,
  textStretches: boolean,
): boolean {
  const stretch = (j: number) => textStretches && text[j] === '*';
  let reach = Array.from({ length: text.length + 1 }, () => false);
  reach[text.length] = true;
  for (let j = text.length - 1; j >= 0 && stretch(j); j--) reach[j] = true;
  for (let i = pattern.length - 1; i >= 0; i--) {
    const p = pattern[i] ?? '';
    const next = Array.from({ length: text.length + 1 }, () => false);
    next[text.length] = p === '*' && reach[text.length] === true;
    for (let j = text.length - 1; j >= 0; j--) {
      const here = p === '*' ? reach[j] || next[j + 1] : fits(p, text[j] ?? '') && reach[j + 1];
      // The unknown part is empty, or it takes one character of the pattern and goes on.
      next[j] = here === true || (stretch(j) && (next[j + 1] === true || reach[j] === true));
    }
    reach = next;
  }
  return reach[0] === true;
}
