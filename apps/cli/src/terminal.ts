import { styleText } from 'node:util'
import type { Language } from './language.ts'
import { type MessageKey, type MessageValues, message } from './messages/catalogue.ts'

type Style = Parameters<typeof styleText>[0]

/** Where a command speaks to its user: what was asked for on standard output, the rest on standard error. */
export interface Terminal {
  readonly language: Language
  readonly interactive: boolean
  text(key: MessageKey, values?: MessageValues): string
  say(key: MessageKey, values?: MessageValues): void
  warn(key: MessageKey, values?: MessageValues): void
  fail(key: MessageKey, values?: MessageValues): void
  /** A line that is no sentence. */
  print(line?: string): void
  /** A line for standard error that is no sentence. */
  printError(line: string): void
  /** The same, indented under a warning or an error. */
  detail(line: string): void
  style(style: Style, text: string): string
}

interface Streams {
  readonly out: Output
  readonly error: Output
}

/** A terminal, or what stands in for one. */
type Output = NodeJS.WritableStream & { readonly isTTY?: boolean }

export function createTerminal(
  language: Language,
  { out, error }: Streams = { out: process.stdout, error: process.stderr },
): Terminal {
  const text: Terminal['text'] = (key, values) => message(language, key, values)
  const paint = (stream: Output, style: Style, line: string) => styleText(style, line, { stream })
  return {
    language,
    interactive: Boolean(out.isTTY),
    text,
    say: (key, values) => out.write(`${text(key, values)}\n`),
    warn: (key, values) => error.write(`${paint(error, 'yellow', '!')} ${text(key, values)}\n`),
    fail: (key, values) => error.write(`${paint(error, 'red', '✖')} ${text(key, values)}\n`),
    print: (line = '') => out.write(`${line}\n`),
    printError: (line) => error.write(`${line}\n`),
    detail: (line) => error.write(`  ${line}\n`),
    style: (style, line) => paint(out, style, line),
  }
}

/** Columns that a text takes on a terminal; East Asian wide characters take two. */
export function displayWidth(text: string): number {
  let width = 0
  for (const character of text) width += wide.test(character) ? 2 : 1
  return width
}

const wide =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\u3000-\u303F\u30FC\uFF01-\uFF60\uFFE0-\uFFE6]/u

export function padDisplay(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)))
}
