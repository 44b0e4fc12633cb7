import { setTimeout as delay } from 'node:timers/promises'
import { commandOf, isRunning, type ProcessIdentity } from './process-identity.ts'
import type { RunState } from './run-state.ts'

/**
 * Ends what a killed supervisor left running: the processes of its last state that are still the same ones. They
 * have been asked by the closed channel already, so they only get the time they need. Postgres is cleared where
 * its pid file lies.
 */
export async function endOrphans(state: RunState | undefined): Promise<number> {
  const orphans: ProcessIdentity[] = []
  for (const { name, process: identity } of state?.children ?? []) {
    if (name !== 'postgres' && identity && (await isOurs(identity))) orphans.push(identity)
  }
  await Promise.all(orphans.map(end))
  return orphans.length
}

async function isOurs(identity: ProcessIdentity): Promise<boolean> {
  return (await isRunning(identity)) && /\bmain\.\w+|node/.test(await commandOf(identity.pid))
}

async function end(orphan: ProcessIdentity): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGTERM', 3_000],
    ['SIGKILL', 3_000],
  ] as const) {
    try {
      process.kill(signal === 'SIGKILL' ? -orphan.pid : orphan.pid, signal)
    } catch {
      return
    }
    for (let waited = 0; waited < patienceMs; waited += 50) {
      if (!(await isRunning(orphan))) return
      await delay(50)
    }
  }
}
