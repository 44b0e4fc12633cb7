import type { ServerResponse } from 'node:http'
import { setTimeout as delay } from 'node:timers/promises'
import type { Fault } from '../http/faults.ts'
import type { StreamEvent } from './answer.ts'
import { encodeEvent, encodeException } from './event-stream.ts'

/** Sends the events of an answer, or breaks off as the fault says. False when the client went away first. */
export async function sendEvents(
  response: ServerResponse,
  events: readonly StreamEvent[],
  fault: Fault | undefined,
  chunkMs: number,
): Promise<boolean> {
  const pause = fault?.kind === 'slow' ? fault : { firstChunkMs: chunkMs, chunkMs }
  for (const [index, [type, payload]] of events.entries()) {
    const wait = index === 0 ? pause.firstChunkMs : pause.chunkMs
    if (wait > 0) await delay(wait)
    if (response.destroyed) return false
    if (fault && 'afterChunks' in fault && index >= fault.afterChunks) {
      breakOff(response, fault)
      return true
    }
    response.write(encodeEvent(type, payload))
  }
  response.end()
  return true
}

function breakOff(response: ServerResponse, fault: Extract<Fault, { readonly afterChunks: number }>): void {
  if (fault.kind === 'reset-in-stream') response.socket?.resetAndDestroy()
  else if (fault.kind === 'truncate') response.end()
  else if (fault.kind === 'garble')
    response.end(damaged(encodeEvent('messageStop', { stopReason: 'end_turn' })))
  else
    response.end(encodeException(fault.error ?? 'modelStreamErrorException', 'The stream was interrupted.'))
}

/** A frame with one bit of its payload flipped, so that its checksum is wrong. */
function damaged(frame: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(frame)
  const place = copy.length - 6
  copy[place] = (copy[place] ?? 0) ^ 1
  return copy
}
