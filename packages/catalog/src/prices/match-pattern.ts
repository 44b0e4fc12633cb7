/**
 * Compiles a match pattern of the price list. Patterns are Postgres regular expressions; the part of that dialect in
 * use is JavaScript's, but for the leading `(?i)`.
 * @throws SyntaxError when the pattern is not one that JavaScript understands
 */
export function compileMatchPattern(pattern: string): RegExp {
  const [, flags, source] = /^(?:\(\?([a-z]+)\))?(.*)$/s.exec(pattern) ?? []
  return new RegExp(source ?? pattern, flags?.includes('i') ? 'i' : '')
}
