import { shipGatewayCalls } from '@kansoku/contracts'
import type { ControlPlane } from '../control/control-plane.ts'
import { type CallRecord, readCallRecord, wholeEvents } from './call-record.ts'
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
        const body = `{"batches":[${batches.join(',')}]}`
        const answer = await postJson(address, `Bearer ${secret}`, body, { compressed: false, signal })
        if (answer.status !== 200) return toFailedDelivery(address, answer)
        const { rejected } = shipGatewayCalls.response.parse(JSON.parse(answer.text))
        return { kind: 'delivered', rejected: toRejections(calls, rejected) }
      } catch (error) {
        return toUnreachable(address, error)
      }
    },
  }
}

/** JSON text, in which the head of the record alone was parsed. */
function batchOf(record: CallRecord, defaultProjectId: string, takesTexts: boolean): string {
  const { projectId = defaultProjectId, calls, events, texts } = record
  if (!takesTexts) return JSON.stringify({ projectId, calls, events: wholeEvents(record) })
  const head = JSON.stringify({ projectId, calls }).slice(0, -1)
  return `${head},"events":${events},"texts":[${texts.join(',')}]}`
}
