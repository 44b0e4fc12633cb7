import { OPAQUE_TOKENS } from '../sql-tokens.ts'

const TOKENS = new RegExp(String.raw`${OPAQUE_TOKENS}|\{\s*(\w+)\s*:\s*([^{}]+?)\s*\}`, 'g')

/**
 * Puts params into the statement as typed literals, as the engine itself does with bound ones. chDB's own binding is
 * not used: it runs all bound statements of a process one after the other, whatever their connection.
 *
 * @throws Error when a placeholder has no param or a param no text form.
 */
export function bindParams(sql: string, params: Readonly<Record<string, unknown>>): string {
  return sql.replace(TOKENS, (token, name?: string, type?: string) => {
    if (name === undefined || type === undefined) return token
    if (!Object.hasOwn(params, name))
      throw new Error(`The statement needs the param "${name}", which is not given.`)
    return type === 'Identifier' ? quoteName(params[name]) : `_CAST(${literal(params[name])}, ${quote(type)})`
  })
}

function literal(value: unknown): string {
  if (value === null || value === undefined) return 'NULL'
  if (typeof value === 'string') return quote(value)
  // Text keeps 64-bit integers and decimals exact; the cast reads it as its type.
  if (typeof value === 'number' || typeof value === 'bigint' || typeof value === 'boolean') {
    return quote(String(value))
  }
  if (Array.isArray(value)) return `[${value.map(literal).join(',')}]`
  if (typeof value === 'object') {
    return `map(${Object.entries(value)
      .map(([key, item]) => `${quote(key)},${literal(item)}`)
      .join(',')})`
  }
  throw new Error(`A param cannot be a ${typeof value}.`)
}

const ESCAPES: Readonly<Record<string, string>> = { '\\': '\\\\', "'": "\\'", '\0': '\\0' }

/** A literal of the engine's SQL. */
export function quote(text: string): string {
  return `'${text.replace(/[\\'\0]/g, (character) => ESCAPES[character] ?? '')}'`
}

function quoteName(value: unknown): string {
  return `\`${String(value).replace(/[\\`]/g, '\\$&')}\``
}
