import { wholeCharacters } from '../../lib/whole-characters.ts'

/** How much of a text is shown until somebody asks for all of it. */
export interface Cut {
  readonly shown: string
  readonly isCut: boolean
}

/**
 * The beginning of a text, cut at the end of a line where one is near. Only clearly longer texts are cut: nothing is
 * gained by hiding two lines.
 */
export function cutText(text: string, limit: number): Cut {
  if (text.length <= limit * 1.25) return { shown: text, isCut: false }
  const lineEnd = text.lastIndexOf('\n', limit)
  const at = lineEnd > limit * 0.6 ? lineEnd : limit
  return { shown: text.slice(0, wholeCharacters(text, at)), isCut: true }
}

const blockLength = 8_000

/** Blocks of whole lines of about 8,000 characters, which browsers lay out only when they come into sight. */
export function textBlocks(text: string): string[] {
  const blocks: string[] = []
  let start = 0
  while (start < text.length) {
    const wanted = wholeCharacters(text, start + blockLength)
    const piece = text.slice(start, wanted)
    const lineEnd = wanted >= text.length ? piece.length : piece.lastIndexOf('\n') + 1
    const block = lineEnd > 0 ? piece.slice(0, lineEnd) : piece
    blocks.push(block)
    start += block.length
  }
  return blocks
}
