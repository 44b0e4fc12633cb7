import { RE2JS } from 're2js'

/** A test that takes time linear in the length of the text, whatever the pattern. */
export interface LinearPattern {
  test(text: string): boolean
}

/** Escapes of Postgres that are written differently elsewhere. */
const escapes: Readonly<Record<string, string>> = {
  '\\m': '\\b',
  '\\M': '\\b',
  '\\y': '\\b',
  '\\Y': '\\B',
  '\\Z': '\\z',
}

/**
 * Compiles a pattern that a user wrote in the dialect of Postgres, for an engine without backtracking: nobody can make
 * the server compute for ever. Look-around and back-references, which need backtracking, are not understood.
 * @throws Error that says what is wrong with the pattern
 */
export function compileLinearPattern(pattern: string, { ignoreCase = false } = {}): LinearPattern {
  const translated = pattern.replace(/\\[\s\S]/g, (written) => escapes[written] ?? written)
  const compiled = RE2JS.compile(translated, RE2JS.DOTALL | (ignoreCase ? RE2JS.CASE_INSENSITIVE : 0))
  return { test: (text) => compiled.matcher(text).find() }
}

/** What is wrong with a pattern that a user wrote; null when `compileLinearPattern` takes it. */
export function faultOfLinearPattern(pattern: string): string | null {
  try {
    compileLinearPattern(pattern)
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/**
 * Whether a repeated group holds a repetition, as `(a+)+` does. Engines with backtracking, to which a definition may be
 * taken from here, can take exponential time on such patterns.
 */
export function nestsRepetitions(pattern: string): boolean {
  const plain = pattern.replace(/\\[\s\S]/g, 'x').replace(/\[\^?\]?[^\]]*\]/g, 'x')
  const groups: boolean[] = [false]
  for (const [token] of plain.matchAll(/\((?:\?[:=!<]+)?|\)(?:[*+]|\{\d+,\d*\})?|[*+]|\{\d+,\d*\}|[\s\S]/g)) {
    if (token.startsWith('(')) groups.push(false)
    else if (token.startsWith(')')) {
      const inner = groups.length > 1 ? (groups.pop() ?? false) : false
      if (token.length > 1 && inner) return true
      if (token.length > 1 || inner) groups[groups.length - 1] = true
    } else if (/^[*+{]/.test(token)) groups[groups.length - 1] = true
  }
  return false
}
