import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { type GatewaySnapshot, gatewaySnapshot, getGatewaySnapshot } from '@kansoku/contracts'
import { request } from 'undici'
import type { Log } from '../log.ts'

/** What the connected server has told; the last word of it is kept on disk and serves while the server is down. */
export interface ControlPlane extends Disposable {
  /** Where calls land; undefined as long as the server has told no project. */
  projectId(): string | undefined
  /** Whether a Langfuse key belongs to a project of the server; `unknown` before the first snapshot. */
  ownsKey(publicKey: string): boolean | 'unknown'
  /** Asks the server now. Never rejects. */
  refresh(): Promise<void>
  readonly version: () => number | undefined
}

interface ControlPlaneOptions {
  readonly url: string
  readonly secret: string
  readonly file: string
  readonly publicKey: string | undefined
  readonly log: Log
}

const steadyMs = 10_000
const eagerMs = 500

export function startControlPlane({ url, secret, file, publicKey, log }: ControlPlaneOptions): ControlPlane {
  let snapshot = loadSnapshot(file)
  let fresh = false
  let asking: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let reported = false
  const stopping = new AbortController()

  const ask = async () => {
    try {
      const answer = await request(`${url}${getGatewaySnapshot.path}`, {
        headers: { authorization: `Bearer ${secret}` },
        headersTimeout: 10_000,
        bodyTimeout: 10_000,
        signal: stopping.signal,
      })
      if (answer.statusCode !== 200) {
        await answer.body.dump()
        throw new Error(`it answered ${answer.statusCode}`)
      }
      const next = gatewaySnapshot.parse(await answer.body.json())
      if (next.version !== snapshot?.version || !fresh) saveSnapshot(file, next, log)
      snapshot = next
      fresh = true
      reported = false
    } catch (error) {
      if (!reported && !stopping.signal.aborted) {
        reported = true
        log.warn(
          { server: url, reason: (error as { code?: string }).code ?? String(error) },
          'the server cannot be asked; calls are served and wait in the spool',
        )
      }
    }
  }

  const refresh = () => {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    return asking
  }

  const poll = async () => {
    await refresh()
    if (stopping.signal.aborted) return
    timer = setTimeout(poll, fresh ? steadyMs : eagerMs)
    timer.unref()
  }
  void poll()

  return {
    projectId: () =>
      snapshot?.projects.find(({ publicKeys }) => publicKey !== undefined && publicKeys.includes(publicKey))
        ?.id ??
      snapshot?.defaultProjectId ??
      undefined,
    ownsKey: (key) => snapshot?.projects.some(({ publicKeys }) => publicKeys.includes(key)) ?? 'unknown',
    refresh,
    version: () => snapshot?.version,
    [Symbol.dispose]() {
      stopping.abort()
      clearTimeout(timer)
    },
  }
}

function loadSnapshot(file: string): GatewaySnapshot | undefined {
  try {
    return gatewaySnapshot.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return undefined
  }
}

function saveSnapshot(file: string, snapshot: GatewaySnapshot, log: Log): void {
  try {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(`${file}.draft`, JSON.stringify(snapshot), { mode: 0o600 })
    renameSync(`${file}.draft`, file)
  } catch (error) {
    log.warn({ reason: String(error) }, 'the last word of the server could not be kept on disk')
  }
}
