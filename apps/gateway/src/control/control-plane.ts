import { setTimeout as delay } from 'node:timers/promises'
import { isDeepStrictEqual } from 'node:util'
import type { GatewayKey, GatewayModel, GatewaySnapshot, Limited } from '@kansoku/contracts/gateway'
import type { Log } from '../log.ts'
import { type HolderIndex, indexHolders } from './holder-index.ts'
import { createServerQuestions } from './server-questions.ts'
import { openSnapshotFile } from './snapshot-file.ts'

/** What the connected server has told; the last word of it is kept on disk and serves while the server is down. */
export interface ControlPlane extends Disposable {
  /** Where calls land; undefined as long as the server has told no project. */
  projectId(): string | undefined
  /** Whether the server takes events whose texts stand apart. */
  takesTexts(): boolean
  /** Whether a Langfuse key belongs to a project of the server; `unknown` before the first snapshot. */
  ownsKey(publicKey: string): boolean | 'unknown'
  /** The virtual key with this SHA-256, hex. */
  findKey(hash: string): GatewayKey | undefined
  /** Organisations, teams, users, end users, tags, and what was spent before. */
  holders(): HolderIndex
  /** Whether what is known of keys counts: not before the first word of the server, nor when that is too old. */
  knowsKeys(): boolean
  /** Asks the server now: what it has stored before this call is known afterwards. Never rejects. */
  refresh(): Promise<void>
  /** Deployments beside those of the config file. */
  models(): readonly GatewayModel[]
  readonly version: () => number | undefined
}

interface ControlPlaneOptions {
  readonly url: string
  readonly secret: string
  readonly file: string
  /** Of the project where calls land that name none. */
  readonly publicKey: () => string | undefined
  /** How long virtual keys work without a word of the server. */
  readonly maxAgeMs: number
  /** Budgets of the config file. */
  readonly budgets: () => readonly Limited[]
  /** Called when the server tells of other models. */
  readonly onModels: () => void
  readonly log: Log
}

/** Between two questions that the server answers at once or not at all. */
const pauseMs = 500

/** So long a server that was not heard of yet is on its way. */
const startMs = 10_000

export function startControlPlane(options: ControlPlaneOptions): ControlPlane {
  const { url, secret, publicKey, maxAgeMs, budgets, onModels, log } = options
  const file = openSnapshotFile(options.file, log)
  const loaded = file.load()
  let snapshot = loaded?.snapshot
  let heardAt = loaded?.heardAt ?? 0
  let keys = indexKeys(snapshot)
  let fresh = false
  let holders = indexHolders(snapshot)
  let running: Promise<void> = Promise.resolve()
  let queued: Promise<void> | undefined
  let reported = false
  const startedAt = performance.now()
  const stopping = new AbortController()
  const { signal } = stopping
  const server = createServerQuestions({ url, secret, signal, budgets })

  const take = (next: GatewaySnapshot) => {
    const isNews = !fresh || next.version !== snapshot?.version || hasBudget(snapshot) || hasBudget(next)
    heardAt = Date.now()
    fresh = true
    if (reported) log.info({ server: url }, 'the server answers')
    reported = false
    if (!isNews) return file.touch(heardAt)
    const before = snapshot?.models ?? []
    snapshot = next
    keys = indexKeys(next)
    holders = indexHolders(next)
    file.save(next)
    if (!isDeepStrictEqual(next.models, before)) onModels()
  }
  const report = (error: unknown) => {
    // Both begin at once, and the gateway is up first.
    if (reported || signal.aborted || (!fresh && performance.now() - startedAt < startMs)) return
    reported = true
    const details = { server: url, reason: (error as { code?: string }).code ?? String(error) }
    log.warn(details, 'the server cannot be asked; calls are served and wait in the spool')
  }
  /** One question at a time, so that no older answer comes last; who asks meanwhile shares the next one. */
  const ask = () => {
    queued ??= running.then(() => {
      queued = undefined
      running = server.snapshot().then(take).catch(report)
      return running
    })
    return queued
  }

  const waitForChange = async (known: number): Promise<boolean> => {
    const version = await server.nextVersion(known)
    if (version !== known) return true
    heardAt = Date.now()
    file.touch(heardAt)
    // Budgets change without a new version: what other gateways spend is known by asking.
    return hasBudget(snapshot)
  }
  const follow = async () => {
    while (!signal.aborted) {
      const askedAt = performance.now()
      const known = snapshot?.version
      try {
        if (known === undefined || !fresh || (await waitForChange(known))) await ask()
      } catch {
        await ask()
      }
      if (performance.now() - askedAt < pauseMs && snapshot?.version === known)
        await delay(pauseMs, undefined, { signal, ref: false }).catch(() => undefined)
    }
  }
  void follow()

  return {
    projectId() {
      const key = publicKey()
      const named = snapshot?.projects.find(({ publicKeys }) => key !== undefined && publicKeys.includes(key))
      return named?.id ?? snapshot?.defaultProjectId ?? undefined
    },
    takesTexts: () => snapshot?.takesTexts ?? false,
    ownsKey: (key) => snapshot?.projects.some(({ publicKeys }) => publicKeys.includes(key)) ?? 'unknown',
    findKey: (hash) => keys.get(hash),
    holders: () => holders,
    knowsKeys: () => snapshot !== undefined && Date.now() - heardAt <= maxAgeMs,
    refresh: ask,
    models: () => snapshot?.models ?? [],
    version: () => snapshot?.version,
    [Symbol.dispose]: () => stopping.abort(),
  }
}

function hasBudget(snapshot: GatewaySnapshot | undefined): boolean {
  return snapshot !== undefined && snapshot.spent.length > 0
}

function indexKeys(snapshot: GatewaySnapshot | undefined): ReadonlyMap<string, GatewayKey> {
  return new Map(snapshot?.keys.map((key) => [key.hash, key]))
}
