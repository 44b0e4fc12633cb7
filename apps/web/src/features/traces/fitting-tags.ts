/** Room in the column of tags, in characters of half width; what a tag takes beside its letters is counted as two. */
const room = 15

const widthOf = (text: string) =>
  [...text].reduce((sum, character) => sum + ((character.codePointAt(0) ?? 0) > 0x2e7f ? 2 : 1), 2)

/** The tags to show in a row, the first one always, and how many others there are. */
export function fittingTags(tags: readonly string[]): { shown: readonly string[]; others: number } {
  let width = 0
  const end = tags.findIndex((tag, index) => {
    width += widthOf(tag)
    return index > 0 && width > room
  })
  return end < 0 ? { shown: tags, others: 0 } : { shown: tags.slice(0, end), others: tags.length - end }
}
