/**
 * Page sizes that EC2 allows at most; DescribeRouteTables and the entries of prefix lists have smaller ones
 * [aws-facts: page-sizes].
 */
export const LARGE_PAGE = 1000;
export const SMALL_PAGE = 100;

/** EC2 takes this many values in one filter. */
const FILTER_VALUES = 200;

/** Every item of every page of one of the SDK's paginators. */
export async function everyItem<P, T>(pages: AsyncIterable<P>, items: (page: P) => T[] | undefined): Promise<T[]> {
  const all: T[] = [];
  for await (const page of pages) for (const item of items(page) ?? []) all.push(item);
  return all;
}

/**
 * Every item of a call whose filter has more values than EC2 takes at once: split, side by side. An empty list of
 * values asks for nothing, where an empty filter would ask for everything.
 * @param least into how many parts it is split at least, as far as there are values
 */
export async function forEachChunk<T>(
  values: readonly string[],
  ask: (chunk: string[]) => Promise<T[]>,
  least = 1,
): Promise<T[]> {
  const size = Math.min(FILTER_VALUES, Math.ceil(values.length / least));
  const chunks: string[][] = [];
  for (let i = 0; i < values.length; i += size) chunks.push(values.slice(i, i + size));
  return (await Promise.all(chunks.map(ask))).flat();
}
