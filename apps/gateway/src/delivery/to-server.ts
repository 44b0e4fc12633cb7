import { shipGatewayCalls } from '@kansoku/contracts/gateway'
import { ReusableBuffer } from '@kansoku/journal'
import type { ControlPlane } from '../control/control-plane.ts'
import { type CallRecord, headOf, readCallRecord, wholeEvents } from './call-record.ts'
import { type Destination, toRejections } from './destination.ts'
import { postJson, toFailedDelivery, toUnreachable } from './post-json.ts'

interface ServerOptions {
  readonly url: string
  readonly secret: string
  readonly control: ControlPlane
}

/**
 * The connected server. Calls land in the project of their virtual key, else in the one that `LANGFUSE_PUBLIC_KEY`
 * names, else in the default one.
 */
export function createServerDestination({ url, secret, control }: ServerOptions): Destination {
  const address = `${url}${shipGatewayCalls.path}`
  const memory = new ReusableBuffer(keptBytes)
  return {
    name: 'server',
    async deliver(calls, signal) {
      const projectId = control.projectId()
      if (projectId === undefined) {
        await control.refresh()
        return { kind: 'retry', reason: `${url} has told no project yet.` }
      }
      try {
        const batches = calls.map((call) => batchOf(readCallRecord(call), projectId, control.takesTexts()))
        const answer = await postJson(address, `Bearer ${secret}`, bodyOf(batches, memory), {
          compressed: false,
          signal,
        })
        if (answer.status !== 200) return toFailedDelivery(address, answer)
        const { rejected } = shipGatewayCalls.response.parse(JSON.parse(answer.text))
        return { kind: 'delivered', rejected: toRejections(calls, rejected) }
      } catch (error) {
        return toUnreachable(address, error)
      }
    },
  }
}

const json = {
  start: Buffer.from('{"batches":['),
  comma: Buffer.from(','),
  events: Buffer.from(',"events":'),
  texts: Buffer.from(',"texts":['),
  end: Buffer.from(']}'),
}

/** Batches of calls with long prompts may be larger. */
const keptBytes = 4 << 20

/**
 * Put together of what the records hold: nothing of it is parsed, or becomes a text on the way. Each body takes the memory
 * of the one before, which is with the server by then, or its connection is closed.
 */
function bodyOf(batches: readonly (readonly Buffer[])[], memory: ReusableBuffer): Buffer {
  const pieces = batches.flatMap((batch, index) => (index === 0 ? batch : [json.comma, ...batch]))
  const all = [json.start, ...pieces, json.end]
  const body = memory.take(all.reduce((sum, { length }) => sum + length, 0))
  let end = 0
  for (const piece of all) end += piece.copy(body, end)
  return body
}

function batchOf(record: CallRecord, defaultProjectId: string, takesTexts: boolean): readonly Buffer[] {
  if (!takesTexts) {
    const { projectId = defaultProjectId, calls } = headOf(record)
    return [Buffer.from(JSON.stringify({ projectId, calls, events: wholeEvents(record) }))]
  }
  const texts = record.texts.flatMap((text, index) => (index === 0 ? [text] : [json.comma, text]))
  return [...openHead(record, defaultProjectId), json.events, record.events, json.texts, ...texts, json.end]
}

const projectFirst = Buffer.from('{"projectId":')

/** The head of a record up to the bracket at its end, in the project that it names or in the default one. */
function openHead({ head }: CallRecord, defaultProjectId: string): readonly Buffer[] {
  const open = head.subarray(0, -1)
  if (open.subarray(0, projectFirst.length).equals(projectFirst)) return [open]
  const own = `${projectFirst}${JSON.stringify(defaultProjectId)}`
  return [Buffer.from(open.length > 1 ? `${own},` : own), open.subarray(1)]
}
