import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Log } from '../log.ts'

const mostLinesAMinute = 200
const mostCharacters = 2000

/** What a program says on its standard error goes to the log, line by line, as far as it does not flood it. */
export function logLines(stream: Readable, server: string, log: Log): void {
  let minute = 0
  let lines = 0
  createInterface({ input: stream }).on('line', (line) => {
    const now = Math.floor(Date.now() / 60_000)
    if (now !== minute) {
      if (lines > mostLinesAMinute)
        log.warn(
          { server, lines: lines - mostLinesAMinute },
          'an MCP server says too much; lines were left out',
        )
      minute = now
      lines = 0
    }
    lines += 1
    if (lines <= mostLinesAMinute)
      log.info({ server, line: line.slice(0, mostCharacters) }, 'an MCP server says')
  })
}
