/** Whether lists and objects of a JSON text lie in each other more than so many times. */
export function nestsDeeper(json: string, levels: number): boolean {
  // Each level has two brackets: most texts are too short to ask.
  if (json.length < 2 * levels) return false
  let depth = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at)
    if (code === quote) inText = !inText
    else if (inText) at += code === backslash ? 1 : 0
    else if (code === openBracket || code === openBrace) {
      depth += 1
      if (depth > levels) return true
    } else if (code === closeBracket || code === closeBrace) depth -= 1
  }
  return false
}

const quote = '"'.charCodeAt(0)
const backslash = '\\'.charCodeAt(0)
const openBracket = '['.charCodeAt(0)
const closeBracket = ']'.charCodeAt(0)
const openBrace = '{'.charCodeAt(0)
const closeBrace = '}'.charCodeAt(0)
