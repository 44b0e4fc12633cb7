import { parseEnvFile } from './dotenv.ts'

/**
 * Takes the named assignments out of the text of an env file, all of each, and appends them with their values. What
 * else stands there stays as it is, line ends included.
 */
export function rewriteEnvFile(text: string, values: Readonly<Record<string, string>>): string {
  const newline = text.includes('\r\n') ? '\r\n' : '\n'
  const dropped = new Set<number>()
  for (const { name, line, lastLine } of parseEnvFile(text).assignments) {
    if (values[name] === undefined) continue
    for (let number = line; number <= lastLine; number++) dropped.add(number)
  }
  const lines = text.split(/\r\n?|\n/)
  const kept = lines.filter((_, index) => !dropped.has(index + 1))
  if (kept.at(-1) === '') kept.pop()
  const added = Object.entries(values).map(([name, value]) => `${name}=${quote(value)}`)
  return `${[...kept, ...added].join(newline)}${newline}`
}

/** Quoted only where it must be: not every reader of env files takes the quotes off. */
function quote(value: string): string {
  if (/^[\w@%+=:,./-]+$/.test(value)) return value
  return `"${value.replace(/["\\$]/g, '\\$&').replaceAll('\n', '\\n')}"`
}
