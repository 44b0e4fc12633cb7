import { expect } from 'vitest'
import type { Cell } from './cell.ts'
import type { Ask, Row } from './row.ts'
import type { World } from './world.ts'

export interface Answer {
  readonly status: number
  readonly body: unknown
}

/** Asks what a row asks as the caller of one of its cells. */
export async function askCell(world: World, row: Pick<Row, 'route' | 'ask'>, cell: Cell): Promise<Answer> {
  const { first, other, server } = world
  const usual = row.ask?.(first, other) ?? {}
  const asked = { ...usual, ...cell.ask?.(world) }
  const ids = { ...first.ids, ...usual.ids, ...asked.ids }
  const [method = '', path = ''] = row.route.split(' ')
  const leave = new AbortController()
  const answer = await server.fetch((asked.path ?? fill(path, ids)) + queryOf(asked), {
    method: cell.method ?? method,
    headers: { ...asked.headers, ...cell.headers(world) },
    body: asked.body,
    signal: leave.signal,
  })
  // A stream has no end.
  if (answer.headers.get('content-type')?.startsWith('text/event-stream')) {
    leave.abort()
    return { status: answer.status, body: undefined }
  }
  return { status: answer.status, body: withoutRequestId(answer, parse(await answer.text())) }
}

/** Differs from answer to answer; where a body names it, it is that of the header. */
function withoutRequestId({ headers }: Response, body: unknown): unknown {
  const id = headers.get('x-request-id')
  if (!id) throw new Error('an answer has no X-Request-Id')
  if (body === null || typeof body !== 'object' || !('requestId' in body)) return body
  const { requestId, ...rest } = body
  if (requestId !== id) throw new Error(`a body names ${requestId}, its header ${id}`)
  return rest
}

/** Asks, and holds the answer to what the cell expects; nothing of the first project may be in it. */
export async function checkForeign(world: World, row: Pick<Row, 'route' | 'ask'>, cell: Cell): Promise<void> {
  const answer = await askCell(world, row, cell)
  const { status, body, shows } = cell.expected(world)
  const text = JSON.stringify(answer.body ?? '')
  expect.soft(answer, cell.who).toEqual({ status, body: body === undefined ? answer.body : body })
  if (shows !== undefined) expect.soft(text, cell.who).toContain(shows)
  expect.soft(text, cell.who).not.toContain(world.first.marker)
}

function fill(path: string, ids: Readonly<Record<string, string>>): string {
  return path.replace(/:(\w+)/g, (_, name: string) => {
    const id = ids[name]
    if (id === undefined) throw new Error(`there is no ${name} for ${path}`)
    return encodeURIComponent(id)
  })
}

function queryOf({ query }: Ask): string {
  return query ? `?${new URLSearchParams(query)}` : ''
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
