import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { openTestAnalytics } from '@kansoku/storage/testing'
import { z } from 'zod'

/**
 * A bare door for telemetry, run as a process of its own: what it costs in Node to read OTLP requests and to insert a row
 * for each span, without keys, parts, merging, prices and a journal. It acknowledges what it has read and may lose it. Is told over
 * IPC of a row to put the spans' values into, then tells its address. Who gets `/` waits until all is inserted.
 */
const rowsPerInsert = 1000
const insertsAtOnce = 2

const request = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(z.unknown()) })) })),
})

interface Span {
  readonly traceId: string
  readonly spanId: string
  readonly attributes: readonly { readonly key: string; readonly value: { readonly stringValue: string } }[]
}

const [sample] = (await once(process, 'message')) as [Readonly<Record<string, unknown>>]
await using analytics = await openTestAnalytics()
let waiting: object[] = []
const inserting = new Set<Promise<void>>()

function insertGroup(): void {
  const inserted = analytics.insert('observations', waiting.splice(0, rowsPerInsert)).then(() => {
    inserting.delete(inserted)
    insertFullGroups()
  })
  inserting.add(inserted)
}

function insertFullGroups(): void {
  if (waiting.length >= rowsPerInsert && inserting.size < insertsAtOnce) insertGroup()
}

async function insertAll(): Promise<void> {
  while (waiting.length > 0 || inserting.size > 0) {
    if (inserting.size === 0) insertGroup()
    await Promise.all(inserting)
  }
}

async function rowsOf(message: IncomingMessage): Promise<object[]> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const { resourceSpans } = request.parse(JSON.parse(Buffer.concat(chunks).toString('utf8')))
  const scopes = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans)
  return scopes.flatMap(({ spans }) => (spans as Span[]).map(toRow))
}

function toRow({ traceId, spanId, attributes }: Span): object {
  const values = new Map(attributes.map(({ key, value }) => [key, value.stringValue]))
  const texts = {
    input: values.get('langfuse.observation.input'),
    output: values.get('langfuse.observation.output'),
  }
  return { ...sample, id: spanId, trace_id: traceId, ...texts }
}

const server = createServer(async (message, response) => {
  if (message.method === 'POST') {
    waiting = waiting.concat(await rowsOf(message))
    insertFullGroups()
  } else {
    await insertAll()
  }
  response.end('{}')
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const address = server.address()
if (address === null || typeof address === 'string') throw new Error('no port')
process.send?.(`http://127.0.0.1:${address.port}`)
await once(process, 'disconnect')
server.close()
server.closeAllConnections()
