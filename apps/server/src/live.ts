import { randomUUID } from 'node:crypto'
import type { TraceLiveEvent } from '@kansoku/contracts'
import { channels, mentionsAnnouncement } from '@kansoku/platform'
import type { MetadataStore } from '@kansoku/storage'
import { z } from 'zod'

/** An open page. */
export interface LiveReader {
  readonly projectId: string
  readonly userId: string
  readonly onTraces: (event: TraceLiveEvent) => void
  /** Somebody has named the reader in a comment, or no longer does, or they have read it elsewhere. */
  readonly onMentions: () => void
}

/** Tells open pages which traces changed, and whose mentions. */
export interface LiveHub extends AsyncDisposable {
  /** Called after each committed write; cheap, never throws. */
  publish(projectId: string, traceIds: Iterable<string>): void
  /** Until the returned function is called. */
  subscribe(reader: LiveReader): () => void
}

interface LiveOptions {
  readonly metadata: Pick<MetadataStore, 'listen' | 'notify'>
  /** Other servers write to the same store: announce changes to them, and hear theirs. */
  readonly severalServers: boolean
}

/** At most four events a second and project. */
const intervalMs = 250
const maxIds = 100
/** Postgres takes less than 8000 bytes. */
const maxPayloadBytes = 7_500

const announcement = z.object({
  server: z.string(),
  projectId: z.string(),
  traceIds: z.array(z.string()),
  more: z.boolean(),
})

/** Changes that wait for the next event of their project. */
interface Pending {
  readonly traceIds: Set<string>
  more: boolean
  /** Some of them happened here and have yet to be told to other servers. */
  own: boolean
}

export async function createLiveHub({ metadata, severalServers }: LiveOptions): Promise<LiveHub> {
  const server = randomUUID()
  const subscribers = new Map<string, Set<LiveReader>>()
  const pending = new Map<string, Pending>()
  const timers = new Map<string, NodeJS.Timeout>()

  function add(projectId: string, traceIds: Iterable<string>, more: boolean, own: boolean): void {
    if (!subscribers.has(projectId) && !(own && severalServers)) return
    const waiting = pending.get(projectId) ?? { traceIds: new Set(), more: false, own: false }
    pending.set(projectId, waiting)
    waiting.more ||= more
    waiting.own ||= own
    for (const id of traceIds) {
      if (waiting.traceIds.size < maxIds) waiting.traceIds.add(id)
      else waiting.more ||= !waiting.traceIds.has(id)
    }
    if (!timers.has(projectId)) flush(projectId)
  }

  /** Sends what waits, then nothing for a while. */
  function flush(projectId: string): void {
    const waiting = pending.get(projectId)
    pending.delete(projectId)
    timers.delete(projectId)
    if (!waiting) return
    timers.set(projectId, setTimeout(() => flush(projectId), intervalMs).unref())
    const event = { traceIds: [...waiting.traceIds], more: waiting.more }
    for (const { onTraces } of subscribers.get(projectId) ?? []) onTraces(event)
    if (waiting.own && severalServers) announce(projectId, event)
  }

  function announce(projectId: string, event: TraceLiveEvent): void {
    // A page that misses an event is behind until the next one; nothing is lost, so a failure needs no answer.
    metadata.notify(channels.live, payloadOf(server, projectId, event)).catch(() => undefined)
  }

  function hear(payload: string | undefined): void {
    if (payload === undefined) {
      for (const projectId of subscribers.keys()) add(projectId, [], true, false)
      return
    }
    const heard = announcement.safeParse(parseJson(payload))
    if (!heard.success || heard.data.server === server) return
    add(heard.data.projectId, heard.data.traceIds, heard.data.more, false)
  }

  /** Everybody looks again where nobody knows who is meant, as after a connection was lost. */
  function hearOfMentions(payload = ''): void {
    const { data: named } = mentionsAnnouncement.safeParse(parseJson(payload))
    const readers = named ? (subscribers.get(named.projectId) ?? []) : allReaders()
    for (const { userId, onMentions } of readers) if (!named || named.userId === userId) onMentions()
  }

  const allReaders = () => [...subscribers.values()].flatMap((ofProject) => [...ofProject])

  const stopListening = await Promise.all([
    metadata.listen(channels.mentions, hearOfMentions),
    ...(severalServers ? [metadata.listen(channels.live, hear)] : []),
  ])
  return {
    publish: (projectId, traceIds) => add(projectId, traceIds, false, true),
    subscribe(reader) {
      const { projectId } = reader
      const ofProject = subscribers.get(projectId) ?? new Set()
      subscribers.set(projectId, ofProject.add(reader))
      return () => {
        ofProject.delete(reader)
        if (ofProject.size === 0 && subscribers.get(projectId) === ofProject) subscribers.delete(projectId)
      }
    },
    async [Symbol.asyncDispose]() {
      for (const timer of timers.values()) clearTimeout(timer)
      timers.clear()
      subscribers.clear()
      await Promise.all(stopListening.map((stop) => stop()))
    },
  }
}

/** Leaves out ids that do not fit; `more` then says so. */
function payloadOf(server: string, projectId: string, event: TraceLiveEvent): string {
  for (let count = event.traceIds.length; ; count = Math.floor(count / 2)) {
    const more = event.more || count < event.traceIds.length
    const payload = JSON.stringify({
      server,
      projectId,
      traceIds: event.traceIds.slice(0, count),
      more,
    })
    if (count === 0 || Buffer.byteLength(payload) <= maxPayloadBytes) return payload
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
