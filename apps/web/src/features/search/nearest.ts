/** How many letters have to be put in, taken out or changed to get from one word to another. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1]
    for (let j = 1; j <= other.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (letter === other.charAt(j - 1) ? 0 : 1)
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1))
    }
    row = next
  }
  return row[other.length] ?? 0
}

/** The known word that a mistyped one is likely to be; undefined when none is near. */
export function nearest(given: string, known: readonly string[]): string | undefined {
  const typed = given.toLowerCase()
  const farthest = typed.length < 4 ? 1 : 2
  const ranked = known
    .map((word) => ({ word, far: distance(typed, word.toLowerCase()) }))
    .filter(({ far }) => far <= farthest)
    .sort((a, b) => a.far - b.far)
  return ranked[0]?.word
}
