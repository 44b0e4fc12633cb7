import type { ServerResponse } from 'node:http'
import { liveEventsPath, type TraceLiveEvent } from '@kansoku/contracts'
import { requireProjectAccess } from '@kansoku/platform'
import type { Door, ServerContext } from '../../context.ts'
import { requireUser } from './require-user.ts'

const heartbeatMs = 15_000
/** Then the browser connects again by itself, which checks session and access anew. */
const longestStreamMs = 10 * 60_000

/** Server-sent events of a project's traces. */
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
    stream(context, projectId, reply.raw)
  })
}

/** Writes events until the browser leaves or the server stops. */
function stream({ live, shutdown }: ServerContext, projectId: string, socket: ServerResponse): void {
  // A browser that reads too slowly gets one event for all it missed instead of a growing queue.
  let missed = false
  const send = (event: TraceLiveEvent) => {
    if (socket.writableNeedDrain) missed = true
    else socket.write(`event: traces\ndata: ${JSON.stringify(event)}\n\n`)
  }
  const end = () => socket.end()
  socket.write('retry: 1000\n\n')
  socket.on('drain', () => {
    if (!missed) return
    missed = false
    send({ traceIds: [], more: true })
  })
  const unsubscribe = live.subscribe(projectId, send)
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
