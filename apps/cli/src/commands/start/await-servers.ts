import { setTimeout as delay } from 'node:timers/promises'
import type { Environment } from '../../environment/layers.ts'
import { type NamedServer, namedServers, probe, requiredServers } from '../../environment/reachability.ts'
import { configurationError, Failure } from '../../failure.ts'
import type { Terminal } from '../../terminal.ts'

/** Containers that are started together find each other within this time. */
const patienceMs = 30_000
/** The name does not exist, so waiting does not help. */
const final = ['ENOTFOUND', 'EINVAL']

/**
 * Waits until the stores that the environment names accept connections. Fails with the variable, the host and the
 * switch that does without them.
 */
export async function awaitServers(
  terminal: Terminal,
  values: Environment,
  signal: AbortSignal,
): Promise<void> {
  const required = namedServers(values).filter(({ variable }) => requiredServers.includes(variable))
  await Promise.all(required.map((server) => awaitServer(terminal, server, signal)))
}

async function awaitServer(terminal: Terminal, server: NamedServer, signal: AbortSignal): Promise<void> {
  const began = performance.now()
  for (let attempt = 1; !signal.aborted; attempt++) {
    const reason = await probe(server)
    if (reason === undefined) return
    const values = { ...server, reason }
    if (final.includes(reason) || performance.now() - began > patienceMs) {
      throw new Failure('server.unreachable', values, configurationError)
    }
    if (attempt === 1) terminal.warn('server.waiting', values)
    await delay(1_000, undefined, { signal }).catch(() => {})
  }
}
