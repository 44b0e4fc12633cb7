import { remarkInJapanese } from './messages/config-remarks.ts'
import { sentenceInJapanese } from './messages/program-sentences.ts'
import type { Remark } from './supervisor/child.ts'
import type { Terminal } from './terminal.ts'

/** What a program said, in the user's language where that is known; several lines are several sentences. */
export function translateSpeech({ language }: Terminal, said: string): string {
  if (language === 'en') return said
  return said.split('\n').map(translateLine).join('\n')
}

/** `config.yaml:3: ` and the like stay in front. */
const place = /^\S+?(?::\d+)?: /

function translateLine(line: string): string {
  const whole = sentenceInJapanese(line)
  if (whole !== undefined) return whole
  const [prefix = ''] = place.exec(line) ?? []
  const rest = sentenceInJapanese(line.slice(prefix.length))
  return rest === undefined ? line : prefix + rest
}

/** One line about a key of a config file. */
export function describeRemark(terminal: Terminal, { file, line, key, message }: Remark): string {
  const where = line === undefined ? file : `${file}:${line}`
  if (key === undefined) return `${where}  ${translateSpeech(terminal, message)}`
  const translated = terminal.language === 'ja' ? remarkInJapanese(key, message) : undefined
  return `${where}  ${key}: ${translated ?? message}`
}
