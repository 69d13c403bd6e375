/** About as much as a pipe takes at once. */
const CHUNK_SIZE = 1 << 16;

/**
 * Gathers lines into pieces of a size that is good to write. The document of an estate is tens of megabytes; as one
 * text, with the copies that are made of it on its way out, it would take as much memory as the audit itself.
 * @param write gets whole lines, each with its end
 */
export function writeInChunks(lines: Iterable<string>, write: (lines: string) => void): void {
  let piece = '';
  for (const line of lines) {
    piece += `${line}\n`;
    if (piece.length < CHUNK_SIZE) continue;
    write(piece);
    piece = '';
  }
  if (piece !== '') write(piece);
}
