import { resolveSettings } from '../environment/settings.ts'
import { Failure } from '../failure.ts'
import type { CommandContext } from './command.ts'
import { findRunning } from './running.ts'
import { startDetached } from './start/detach.ts'
import { programNames, request } from './start/request.ts'
import { start } from './start/start.ts'
import { wishedFiles } from './wished-files.ts'

interface RestartOptions {
  /** Both when none is named. */
  readonly names: readonly string[]
  /** When none runs: start one in the background. */
  readonly detach: boolean
}

/**
 * Restarts server and gateway of a running instance in place, so that edited env and config files take effect, and
 * others that are named; starts one when none runs.
 */
export async function restart(context: CommandContext, { names, detach }: RestartOptions): Promise<number> {
  const { terminal } = context
  const chosen = programNames.filter((name) => names.length === 0 || names.includes(name))
  const unknown = names.find((name) => !programNames.some((known) => known === name))
  if (unknown) throw new Failure('restart.unknown', { name: unknown, known: programNames.join(', ') })
  const settings = await resolveSettings(context.flags, context.cwd, context.environment)
  const running = await findRunning(settings.dataDir)
  if (!running) {
    terminal.say('restart.notRunning')
    return detach ? startDetached(context) : start(context)
  }
  if (!running.state?.ready) throw new Failure('request.early')
  const values = { names: chosen.join(', ') }
  terminal.say('restart.restarting', values)
  try {
    const files = await wishedFiles(context, settings)
    await request(settings.dataDir, running.pid, { kind: 'restart', names: chosen, ...files })
  } catch (error) {
    if (error instanceof Failure) terminal.fail('restart.kept')
    throw error
  }
  terminal.say('restart.done', values)
  return 0
}
