import { remarkInJapanese } from './messages/config-remarks.ts'
import type { Remark } from './supervisor/node-program.ts'
import type { Terminal } from './terminal.ts'

/** One line about a key of a config file. The gateway explains in English; what is common has a translation here. */
export function describeRemark(terminal: Terminal, { file, line, key, message }: Remark): string {
  const place = line === undefined ? file : `${file}:${line}`
  if (key === undefined) return `${place}  ${message}`
  const translated = terminal.language === 'ja' ? remarkInJapanese(key, message) : undefined
  return `${place}  ${key}: ${translated ?? message}`
}
