import { OPAQUE_TOKENS } from './sql-tokens.ts'

const TOKEN = new RegExp(`${OPAQUE_TOKENS}|;|[^;'"\`/-]+|[\\s\\S]`, 'g')

/** The statements of a script, in order. Semicolons in literals, quoted names and comments do not end one. */
export function splitStatements(script: string): string[] {
  const statements = ['']
  for (const [token] of script.matchAll(TOKEN)) {
    if (token === ';') statements.push('')
    else statements.push((statements.pop() ?? '') + token)
  }
  return statements.map((statement) => statement.trim()).filter((statement) => !isBlank(statement))
}

function isBlank(statement: string): boolean {
  return statement.replace(/--[^\n]*|\/\*[\s\S]*?\*\//g, '').trim() === ''
}
