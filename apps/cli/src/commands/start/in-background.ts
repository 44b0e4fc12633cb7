import { join } from 'node:path'
import { Writable } from 'node:stream'
import { LogFile } from '../../supervisor/log-file.ts'
import { runPaths } from '../../supervisor/supervisor.ts'
import { createTerminal } from '../../terminal.ts'
import { type BackgroundStart, servingMark } from './detach.ts'
import { start } from './start.ts'

async function startInBackground(argument: string): Promise<number> {
  const { flags, language, watched } = JSON.parse(argument) as BackgroundStart
  // Who started it closes them when everything serves.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})
  let log: LogFile | undefined
  const terminal = createTerminal(language, {
    out: outputTo((text) => (log ? record(log, 'info', text) : process.stdout.write(text))),
    error: outputTo((text) => (log ? record(log, 'warn', text) : process.stderr.write(text))),
  })
  return start(
    { terminal, flags, cwd: process.cwd(), environment: process.env },
    {
      watched,
      onServing(dataDir) {
        process.stdout.write(`${servingMark}\n`)
        log = new LogFile(join(runPaths(dataDir).logs, 'supervisor.log'))
      },
    },
  )
}

function outputTo(write: (text: string) => void): Writable {
  return new Writable({
    decodeStrings: false,
    write(chunk: string, _, done) {
      write(chunk)
      done()
    },
  })
}

/** pino's numbers: its lines are like those of the programs that it looks after. */
const levels = { info: 30, warn: 40 } as const

function record(log: LogFile, level: keyof typeof levels, text: string): void {
  const msg = text.trim()
  if (msg === '') return
  log.write(Buffer.from(`${JSON.stringify({ level: levels[level], time: Date.now(), msg })}\n`))
}

if (import.meta.main) process.exitCode = await startInBackground(process.argv[2] ?? '')
