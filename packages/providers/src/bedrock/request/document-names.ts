/**
 * Names that the service accepts: letters, digits, single spaces, hyphens, parentheses and square brackets, each
 * name once per request. Positions, not random ids, keep them the same in every turn of a conversation.
 */
export function createDocumentNames(): (name: string | undefined) => string {
  const taken = new Set<string>()
  return (name) => {
    const stem = (name ?? '').replace(/\.[a-zA-Z0-9]+$/, '')
    const clean = stem
      .replace(/[^a-zA-Z0-9\-()[\] ]+/g, ' ')
      .replace(/ +/g, ' ')
      .trim()
      .slice(0, 180)
    const wanted = clean || `document ${taken.size + 1}`
    let free = wanted
    for (let count = 2; taken.has(free); count += 1) free = `${wanted} (${count})`
    taken.add(free)
    return free
  }
}
