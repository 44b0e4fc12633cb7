import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { commandOf, identify, isRunning } from '../process-identity.ts'

/**
 * Ends a Postgres that a killed supervisor left on the cluster, and removes its pid file when that process is gone
 * or the number belongs to another program by now (Postgres itself would refuse to start then).
 */
export async function clearLeftoverPostmaster(data: string): Promise<void> {
  const pidFile = join(data, 'postmaster.pid')
  const text = await readFile(pidFile, 'utf8').catch(() => undefined)
  if (text === undefined) return
  const pid = Number(text.split('\n')[0])
  const postmaster = Number.isInteger(pid) && pid > 1 ? await identify(pid) : undefined
  if (postmaster && (await commandOf(pid)).includes(data)) {
    for (const [signal, patienceMs] of [
      ['SIGINT', 5_000],
      ['SIGQUIT', 3_000],
      ['SIGKILL', 3_000],
    ] as const) {
      process.kill(pid, signal)
      for (let waited = 0; waited < patienceMs && (await isRunning(postmaster)); waited += 50) await delay(50)
      if (!(await isRunning(postmaster))) break
    }
  }
  await rm(pidFile, { force: true })
}
