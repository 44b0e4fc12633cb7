import type { ServerResponse } from 'node:http'
import { liveEventsPath, type TraceLiveEvent } from '@kansoku/contracts'
import { requireProjectAccess } from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import type { LiveReader } from '../../live.ts'
import { requireUser } from './require-user.ts'

const heartbeatMs = 15_000
/** Then the browser connects again by itself, which checks session and access anew. */
const longestStreamMs = 10 * 60_000

/** Server-sent events of a project's traces and of the reader's mentions there. */
export const liveRoutes: Door = (context) => async (app) => {
  app.get<{ Params: { projectId: string } }>(liveEventsPath, async (request, reply) => {
    const { projectId } = request.params
    const user = await requireUser(context, request)
    await requireProjectAccess(context, { userId: user.id, projectId, scope: 'traces:read' })
    reply.hijack()
    // Who left while we looked whether they may come in closes nothing any more.
    if (reply.raw.destroyed) return
    reply.raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-cache, no-transform',
      'x-accel-buffering': 'no',
      'x-request-id': request.id,
    })
    stream(context, { projectId, userId: user.id }, reply.raw)
  })
}

/** Writes events until the browser leaves or the server stops. */
function stream(
  { live, shutdown }: ServerContext,
  reader: Pick<LiveReader, 'projectId' | 'userId'>,
  socket: ServerResponse,
): void {
  // A browser that reads too slowly gets one event of a kind for all it missed instead of a growing queue.
  let missed = false
  const send = (kind: 'traces' | 'mentions', event: object) => {
    if (socket.writableNeedDrain) missed = true
    else socket.write(`event: ${kind}\ndata: ${JSON.stringify(event)}\n\n`)
  }
  const onTraces = (event: TraceLiveEvent) => send('traces', event)
  const onMentions = () => send('mentions', {})
  const end = () => socket.end()
  socket.write('retry: 1000\n\n')
  socket.on('drain', () => {
    if (!missed) return
    missed = false
    onTraces({ traceIds: [], more: true })
    onMentions()
  })
  const unsubscribe = live.subscribe({ ...reader, onTraces, onMentions })
  const heartbeat = setInterval(() => socket.write(':\n\n'), heartbeatMs)
  const limit = setTimeout(end, longestStreamMs)
  shutdown.addEventListener('abort', end)
  socket.on('error', end)
  socket.on('close', () => {
    unsubscribe()
    clearInterval(heartbeat)
    clearTimeout(limit)
    shutdown.removeEventListener('abort', end)
  })
}
