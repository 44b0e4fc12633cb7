import { configurationError, Failure } from './failure.ts'
import { translateSpeech } from './program-speech.ts'
import { SupervisorFailure } from './supervisor/failure.ts'
import type { Terminal } from './terminal.ts'

/** Shows an error with its remedy and returns the exit code for it. Anything unforeseen is shown whole. */
export function reportFailure(terminal: Terminal, error: unknown): number {
  if (error instanceof Failure) {
    terminal.fail(error.key, error.values)
    return error.exitCode
  }
  if (error instanceof SupervisorFailure) return reportSupervisorFailure(terminal, error)
  const code = (error as NodeJS.ErrnoException).code
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    terminal.fail('supervisor.disk.full', { folder: (error as NodeJS.ErrnoException).path ?? '' })
    return 1
  }
  terminal.fail('failure.unforeseen', { reason: error instanceof Error ? error.message : String(error) })
  if (error instanceof Error && error.stack) terminal.detail(error.stack)
  return 1
}

function reportSupervisorFailure(terminal: Terminal, failure: SupervisorFailure): number {
  const { kind } = failure
  const values = translateValues(terminal, failure.values)
  if (kind === 'port.busy') {
    terminal.fail(values.pid ? 'supervisor.port.busy.known' : 'supervisor.port.busy', values)
  } else {
    terminal.fail(`supervisor.${kind}`, values)
  }
  if (kind === 'child.fatal' && values.remedy) terminal.detail(String(values.remedy))
  for (const line of failure.tail) terminal.detail(line)
  return failure.permanent && kind.startsWith('child.') ? configurationError : 1
}

/** Times and what programs said, in the user's language. */
function translateValues(
  terminal: Terminal,
  values: SupervisorFailure['values'],
): SupervisorFailure['values'] {
  const translated = { ...values }
  for (const name of ['message', 'remedy'] as const) {
    const said = values[name]
    if (typeof said === 'string') translated[name] = translateSpeech(terminal, said)
  }
  if (typeof values.since === 'string' && !Number.isNaN(Date.parse(values.since))) {
    const format = new Intl.DateTimeFormat(terminal.language, { dateStyle: 'medium', timeStyle: 'medium' })
    translated.since = format.format(new Date(values.since))
  }
  return translated
}
