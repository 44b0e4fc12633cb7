import type { Terminal } from '../terminal.ts'

type Style = Terminal['style']

/** pino's numbers. */
const levels: Readonly<Record<number, readonly [name: string, color: Parameters<Style>[0]]>> = {
  10: ['TRACE', 'dim'],
  20: ['DEBUG', 'dim'],
  30: ['INFO', 'green'],
  40: ['WARN', 'yellow'],
  50: ['ERROR', 'red'],
  60: ['FATAL', 'red'],
}

/**
 * A log line for people: local time, level, process, message, fields; the stack of an error below it. What is neither
 * JSON of our programs nor a line of Postgres keeps its text.
 */
export function readableLogLine(process: string, line: string, style: Style): string {
  const name = style('dim', process.padEnd(10))
  const record = parseRecord(line) ?? parsePostgres(line)
  if (!record) return `${name}  ${line}`
  const { level, time, msg, pid: _pid, hostname: _hostname, name: _name, ...fields } = record
  const [word, color] = levels[Number(level)] ?? [String(level), 'dim']
  const stacks: string[] = []
  const texts = Object.entries(fields).map(([key, value]) => {
    if (isRecord(value) && typeof value.stack === 'string') {
      stacks.push(value.stack)
      return `${style('dim', `${key}=`)}${showValue(value.message ?? value.type)}`
    }
    return `${style('dim', `${key}=`)}${showValue(value)}`
  })
  const first = [localTime(time), style(color, word.padEnd(5)), name, String(msg ?? ''), ...texts]
  const below = stacks.flatMap((stack) => stack.split('\n').map((part) => `    ${style('dim', part)}`))
  return [first.filter((part) => part !== '').join('  '), ...below].join('\n')
}

/** When a line was written, in milliseconds since the epoch; undefined where it does not say. */
export function timeOfLogLine(line: string): number | undefined {
  const record = parseRecord(line) ?? parsePostgres(line)
  const time = new Date(record?.time as string | number).getTime()
  return Number.isNaN(time) ? undefined : time
}

function parseRecord(line: string): Readonly<Record<string, unknown>> | undefined {
  if (!line.startsWith('{')) return undefined
  try {
    const value: unknown = JSON.parse(line)
    return isRecord(value) && 'level' in value && 'time' in value ? value : undefined
  } catch {
    return undefined
  }
}

const levelOfPostgres: Readonly<Record<string, number>> = {
  LOG: 30,
  WARNING: 40,
  ERROR: 50,
  FATAL: 60,
  PANIC: 60,
}

/** Its prefix is `%m [%p] `, and its time zone UTC. */
function parsePostgres(line: string): Readonly<Record<string, unknown>> | undefined {
  const match = /^(\S+) (\S+) UTC \[\d+\] ([A-Z]+): +(.*)$/.exec(line)
  if (!match) return undefined
  const [, day, clock, word = '', msg] = match
  return { time: `${day}T${clock}Z`, level: levelOfPostgres[word] ?? word, msg }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function showValue(value: unknown): string {
  const plain = typeof value === 'string' && /^[^\s"]+$/.test(value)
  return plain ? value : (JSON.stringify(value) ?? String(value))
}

/** `time` is milliseconds since the epoch or ISO 8601. */
function localTime(time: unknown): string {
  const date = new Date(time as string | number)
  if (Number.isNaN(date.getTime())) return String(time)
  const two = (part: number) => String(part).padStart(2, '0')
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-')
  const clock = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${day} ${clock}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
