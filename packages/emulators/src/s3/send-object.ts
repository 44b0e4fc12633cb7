import type { ServerResponse } from 'node:http'
import type { Fault } from '../http/faults.ts'
import type { ObjectAnswer } from './stored-object.ts'

const chunkBytes = 65_536

/** Sends an answer, or resets the connection after some chunks of it as the fault says. */
export async function sendObject(
  response: ServerResponse,
  { status, headers, content }: ObjectAnswer,
  fault: Fault | undefined,
): Promise<void> {
  response.writeHead(status, headers)
  if (fault?.kind !== 'reset-in-stream') {
    response.end(content)
    return
  }
  const sent = content.subarray(0, fault.afterChunks * chunkBytes)
  await new Promise((resolve) => response.write(sent, resolve))
  response.socket?.resetAndDestroy()
}
