import { setTimeout as delay } from 'node:timers/promises'
import { resolveSettings } from '../environment/settings.ts'
import { Failure } from '../failure.ts'
import { isRunning } from '../supervisor/process-identity.ts'
import type { CommandContext } from './command.ts'
import { findRunning } from './running.ts'

/** Longer than the supervisor gives its processes to drain. */
const patienceMs = 90_000

/** Asks a running instance to stop and waits until it has. Nothing running is fine too. */
export async function stop(context: CommandContext): Promise<number> {
  const { terminal } = context
  const { dataDir } = await resolveSettings(context.flags, context.cwd, context.environment)
  const running = await findRunning(dataDir)
  if (!running) {
    terminal.say('stop.notRunning', { folder: dataDir })
    return 0
  }
  try {
    process.kill(running.pid, 'SIGTERM')
  } catch (error) {
    throw new Failure('stop.denied', {
      pid: running.pid,
      reason: String((error as NodeJS.ErrnoException).code),
    })
  }
  terminal.say('stop.stopping')
  for (let waited = 0; waited < patienceMs; waited += 100) {
    // It lets go of the folder a moment before it is gone.
    if (!(await isRunning(running))) {
      terminal.say('stop.stopped')
      return 0
    }
    await delay(100)
  }
  throw new Failure('stop.slow', { pid: running.pid, seconds: patienceMs / 1000 })
}
