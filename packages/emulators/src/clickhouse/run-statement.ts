import type { Session } from 'chdb'
import type { Statement } from './read-statement.ts'

export interface StatementResult {
  readonly body: Uint8Array
  readonly readRows: number
  readonly readBytes: number
  readonly seconds: number
}

const NO_DATA = /\(NO_DATA_TO_INSERT\)/

/** Runs on a session of its own, so that neither database nor settings of one request reach another. */
export async function runStatement(session: Session, statement: Statement): Promise<StatementResult> {
  const { sql, database, settings, params } = statement
  const prefix = Object.entries(settings).map(
    ([name, value]) => `SET ${settingName(name)} = ${quote(value)};\n`,
  )
  if (database !== undefined) await session.queryAsync(`USE \`${database.replace(/[\\`]/g, '\\$&')}\``)
  try {
    const text = prefix.join('') + sql
    const options = { format: 'TabSeparated' }
    const result =
      Object.keys(params).length === 0
        ? await session.queryAsync(text, options)
        : await session.queryBindAsync(text, params, options)
    const { rowsRead, bytesRead, elapsed } = result
    return { body: result.bytes(), readRows: rowsRead, readBytes: bytesRead, seconds: elapsed }
  } catch (error) {
    // The server takes an insert without rows as done.
    if (error instanceof Error && NO_DATA.test(error.message)) {
      return { body: new Uint8Array(), readRows: 0, readBytes: 0, seconds: 0 }
    }
    throw error
  }
}

function settingName(name: string): string {
  if (!/^\w+$/.test(name)) {
    throw new Error(
      `Code: 115. DB::Exception: Setting ${name} is neither a builtin setting nor started with the prefix. (UNKNOWN_SETTING)`,
    )
  }
  return name
}

function quote(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&')}'`
}
