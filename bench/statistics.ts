/** The middle one; of an even number the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((left, right) => left - right);
  const upper = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[upper]! : (sorted[upper - 1]! + sorted[upper]!) / 2;
}

/**
 * The straight line through points by least squares. @returns its two numbers, and how much of the variance it explains
 */
export function line(points: readonly (readonly [x: number, y: number])[]): {
  base: number;
  slope: number;
  r2: number;
} {
  const mean = (of: (point: readonly [number, number]) => number) =>
    points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const x = mean((point) => point[0]);
  const y = mean((point) => point[1]);
  const xy = mean((point) => (point[0] - x) * (point[1] - y));
  const xx = mean((point) => (point[0] - x) ** 2);
  const yy = mean((point) => (point[1] - y) ** 2);
  return { base: y - (xy / xx) * x, slope: xy / xx, r2: xy ** 2 / (xx * yy) };
}
