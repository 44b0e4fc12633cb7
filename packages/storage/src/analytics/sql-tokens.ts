/** Source of a pattern for what may hold any character without meaning it: literals, quoted names, comments. */
export const OPAQUE_TOKENS = [
  String.raw`'(?:\\[\s\S]|''|[^'\\])*'`,
  String.raw`"(?:\\[\s\S]|[^"\\])*"`,
  String.raw`${'`'}(?:\\[\s\S]|[^${'`'}\\])*${'`'}`,
  String.raw`--[^\n]*`,
  String.raw`\/\*[\s\S]*?\*\/`,
].join('|')
