/** A process that served this long starts its count of failures anew. */
export const steadyAfterMs = 30_000

const first = 500
const longest = 15_000

/** Milliseconds to wait before a restart: none after the first failure, then doubling up to 15 s. */
export function backOff(failures: number): number {
  return failures <= 1 ? 0 : Math.min(first * 2 ** (failures - 2), longest)
}
