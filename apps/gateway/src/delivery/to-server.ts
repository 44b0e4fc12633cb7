import { shipGatewayCalls } from '@kansoku/contracts'
import type { ControlPlane } from '../control/control-plane.ts'
import { type CallRecord, readCallRecord } from './call-record.ts'
import { type Destination, joinLists, toRejections } from './destination.ts'
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
        const body = `{"batches":[${batchesOf(calls, projectId).join(',')}]}`
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

/** JSON text of a batch for each project; the records of earlier versions, which have no lines of the ledger, apart. */
function batchesOf(texts: readonly string[], defaultProjectId: string): string[] {
  const records = texts.map(readCallRecord)
  const [written, older] = [records.filter(({ calls }) => calls), records.filter(({ calls }) => !calls)]
  return [written, older].flatMap((some) => {
    const byProject = Map.groupBy(some, ({ projectId = defaultProjectId }) => projectId)
    return [...byProject].map(([projectId, own]) => batchOf(projectId, own))
  })
}

function batchOf(projectId: string, records: readonly CallRecord[]): string {
  const calls = records.every((record) => record.calls)
    ? records.flatMap((record) => record.calls ?? [])
    : undefined
  const head = JSON.stringify({ projectId, calls }).slice(0, -1)
  return `${head},"events":${joinLists(records.map(({ events }) => events))}}`
}
