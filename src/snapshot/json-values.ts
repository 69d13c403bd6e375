/**
 * The JSON values in a text, which may stand behind one another (pages that were appended, JSON lines).
 * @returns null where the text is not JSON; nothing for an empty text
 */
export function jsonValuesIn(text: string): unknown[] | null {
  if (text.trim() === '') return [];
  const whole = parsed(text);
  if (whole !== undefined) return [whole.value];
  const values: unknown[] = [];
  for (const piece of piecesOf(text)) {
    const value = parsed(piece);
    if (value === undefined) return null;
    values.push(value.value);
  }
  return values;
}

function parsed(text: string): { readonly value: unknown } | undefined {
  try {
    return { value: JSON.parse(text) };
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Texts that end where as many brackets are closed as were opened, those in strings apart. */
function* piecesOf(text: string): Generator<string> {
  let depth = 0;
  let from = 0;
  let inString = false;
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i];
    if (inString) {
      if (char === '\\') i += 1;
      else if (char === '"') inString = false;
    } else if (char === '"') inString = true;
    else if (char === '{' || char === '[') depth += 1;
    else if (char === '}' || char === ']') {
      depth -= 1;
      if (depth === 0) {
        yield text.slice(from, i + 1);
        from = i + 1;
      }
    }
  }
  const rest = text.slice(from);
  if (rest.trim() !== '') yield rest;
}
