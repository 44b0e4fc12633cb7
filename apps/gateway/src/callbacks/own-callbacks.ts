import { encodeCallRecord, toCallRecord } from '../delivery/call-record.ts'
import { createLangfuseDestination } from '../delivery/to-langfuse.ts'
import type { Caller } from '../http/authentication.ts'
import type { Log } from '../log.ts'
import type { RecordingContext, WrittenEvents } from '../recording/build-events.ts'
import { buildToolEvents } from '../recording/build-tool-events.ts'
import type { FinishedCall } from '../recording/finished-call.ts'
import type { FinishedToolCall } from '../recording/finished-tool-call.ts'
import { writeDown } from '../recording/write-down.ts'
import { shownAddress } from '../shown-address.ts'
import type { AllowedHosts } from './allowed-hosts.ts'
import { type Channel, openChannel } from './channel.ts'
import { type OwnLangfuse, ownLangfuses } from './own-langfuse.ts'

/** Tells those of calls whom their keys and teams name. */
export interface OwnCallbacks {
  ended(call: FinishedCall): void
  toolEnded(call: FinishedToolCall): void
  close(milliseconds: number): Promise<void>
}

interface OwnCallbackPorts {
  readonly context: RecordingContext
  readonly hosts: AllowedHosts
  readonly log: Log
  readonly count: (callback: string, outcome: string, calls: number) => void
}

/** There may be many of them. */
const maxBytes = 4 * 1024 * 1024
const name = 'langfuse of keys and teams'

export function createOwnCallbacks({ context, hosts, log, count }: OwnCallbackPorts): OwnCallbacks {
  const channels = new Map<string, Channel<Buffer> | undefined>()
  const open = (langfuse: OwnLangfuse): Channel<Buffer> | undefined => {
    const allowed = hosts.find(langfuse.host)
    if (!allowed) {
      const host = shownAddress(langfuse.host)
      log.error(
        { callback: name, host },
        'a key names a private address for its callback, which is not told anything',
      )
      return undefined
    }
    const { deliver } = createLangfuseDestination({ langfuse, control: undefined, ...allowed })
    return openChannel({
      name,
      deliver,
      log,
      maxBytes,
      count: (outcome, calls) => count(name, outcome, calls),
    })
  }
  const channelOf = (langfuse: OwnLangfuse): Channel<Buffer> | undefined => {
    const id = JSON.stringify([langfuse.host, langfuse.publicKey, langfuse.secretKey])
    if (!channels.has(id)) channels.set(id, open(langfuse))
    return channels.get(id)
  }
  const tell = (caller: Caller, hasFailed: boolean, write: () => WrittenEvents) => {
    for (const langfuse of ownLangfuses(caller)) {
      if (!(hasFailed ? langfuse.onFailure : langfuse.onSuccess)) continue
      const channel = channelOf(langfuse)
      if (!channel) {
        count(name, 'rejected', 1)
        continue
      }
      // The ledger is for the connected server alone.
      const written = { ...write(), calls: undefined }
      channel.push(encodeCallRecord(toCallRecord({ projectId: undefined, serverOnly: false, ...written })))
    }
  }
  return {
    ended: (call) => tell(call.caller, call.error !== undefined, () => writeDown(call, context)),
    toolEnded: (call) => tell(call.caller, call.failure !== undefined, () => buildToolEvents(call, context)),
    async close(milliseconds) {
      await Promise.all([...channels.values()].map((channel) => channel?.close(milliseconds)))
    },
  }
}
