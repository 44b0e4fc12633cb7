import { setTimeout as delay } from 'node:timers/promises'
import { resolveSettings } from '../environment/settings.ts'
import { Failure } from '../failure.ts'
import type { RunState } from '../supervisor/run-state.ts'
import type { CommandContext } from './command.ts'
import { findRunning } from './running.ts'
import { programNames, readRefusal, requestRestart } from './start/restart-request.ts'
import { start } from './start/start.ts'

const patienceMs = 180_000

/**
 * Restarts server and gateway of a running instance in place, so that edited env and config files take effect;
 * starts one when none runs.
 */
export async function restart(context: CommandContext, names: readonly string[]): Promise<number> {
  const { terminal } = context
  const chosen = programNames.filter((name) => names.length === 0 || names.includes(name))
  const unknown = names.find((name) => !programNames.some((known) => known === name))
  if (unknown) throw new Failure('restart.unknown', { name: unknown, known: programNames.join(', ') })
  const { dataDir } = await resolveSettings(context.flags, context.cwd, context.environment)
  const running = await findRunning(dataDir)
  if (!running) {
    terminal.say('restart.notRunning')
    return start(context)
  }
  if (!running.state?.ready) throw new Failure('restart.starting')
  const before = new Map<string, number | undefined>(chosen.map((name) => [name, pidOf(running.state, name)]))
  const id = await requestRestart(dataDir, running.pid, chosen)
  terminal.say('restart.restarting', { names: chosen.join(', ') })
  for (let waited = 0; waited < patienceMs; waited += 100) {
    const refusal = await readRefusal(dataDir, id)
    if (refusal instanceof Failure) terminal.fail('restart.kept')
    if (refusal) throw refusal
    const now = await findRunning(dataDir)
    if (now?.pid !== running.pid) throw new Failure('restart.gone', { pid: running.pid })
    if (chosen.every((name) => isReady(now.state, name) && pidOf(now.state, name) !== before.get(name))) {
      terminal.say('restart.done', { names: chosen.join(', ') })
      return 0
    }
    await delay(100)
  }
  throw new Failure('restart.failed', { names: chosen.join(', ') })
}

function isReady(state: RunState | undefined, name: string): boolean {
  return state?.children.find((child) => child.name === name)?.state === 'ready'
}

function pidOf(state: RunState | undefined, name: string): number | undefined {
  return state?.children.find((child) => child.name === name)?.process?.pid
}
