import { readFileSync } from 'node:fs'
import { checkout } from './commands/command.ts'
import { detectLanguage } from './language.ts'
import { CommanderError, createProgram, reportUsage } from './program.ts'
import { reportFailure } from './report-failure.ts'
import { createTerminal } from './terminal.ts'

if (import.meta.main) await main()

export async function main(): Promise<void> {
  // A terminal or pipe that goes away must not take the processes down that this one looks after.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {})

  const args = process.argv.slice(2)
  const terminal = createTerminal(detectLanguage(args, process.env))
  const { version } = JSON.parse(readFileSync(new URL('package.json', checkout), 'utf8')) as {
    version: string
  }

  const program = createProgram(
    { terminal, cwd: process.cwd(), environment: process.env, version },
    (code) => {
      process.exitCode = code
    },
  )
  try {
    await program.parseAsync(args, { from: 'user' })
  } catch (error) {
    process.exitCode =
      error instanceof CommanderError ? reportUsage(terminal, program, error) : reportFailure(terminal, error)
  }
}
