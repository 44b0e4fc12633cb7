import type { IncomingMessage, ServerResponse } from 'node:http'

/** What an emulated upstream does instead of answering well. Chunks are the pieces of a streamed answer. */
export type Fault =
  /** Answers with a status at once; `body` replaces the usual error body. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: string
      readonly headers?: Readonly<Record<string, string>>
    }
  /** Resets the connection before any byte of the answer. */
  | { readonly kind: 'reset' }
  /** Takes the request and never answers. */
  | { readonly kind: 'hang' }
  /** Ends the stream after some chunks as if all were well, but without its end mark. */
  | { readonly kind: 'truncate'; readonly afterChunks: number }
  /** Resets the connection after some chunks. */
  | { readonly kind: 'reset-in-stream'; readonly afterChunks: number }
  /** Sends an error inside the stream after some chunks; `error` names it in the upstream's own way. */
  | { readonly kind: 'error-in-stream'; readonly afterChunks: number; readonly error?: string }
  /** Sends some chunks and then bytes that are damaged. */
  | { readonly kind: 'garble'; readonly afterChunks: number }
  /** Waits before the first and between the other chunks; milliseconds. */
  | { readonly kind: 'slow'; readonly firstChunkMs: number; readonly chunkMs: number }

interface PlannedFault {
  readonly fault: Fault
  readonly model: string | undefined
  left: number
}

/** Faults on demand: each applies to the next calls of one model, or of any, and is then used up. */
export class FaultPlan {
  readonly #planned: PlannedFault[] = []

  /** `times` defaults to 1; `Infinity` lasts until `clear`. */
  add(fault: Fault, { model, times = 1 }: { readonly model?: string; readonly times?: number } = {}): this {
    this.#planned.push({ fault, model, left: times })
    return this
  }

  clear(): void {
    this.#planned.length = 0
  }

  /** The fault for a call of this model, which counts as one use of it. */
  take(model: string): Fault | undefined {
    const planned = this.#planned.find(
      (candidate) => candidate.left > 0 && (candidate.model ?? model) === model,
    )
    if (planned) planned.left -= 1
    return planned?.fault
  }
}

/** True when the fault took the place of the answer. */
export function applyBeforeAnswer(fault: Fault, request: IncomingMessage, response: ServerResponse): boolean {
  if (fault.kind === 'status') {
    const headers = { 'content-type': 'application/json', ...fault.headers }
    const usual = {
      error: { message: `Emulated status ${fault.status}.`, type: 'emulated', param: null, code: null },
    }
    response.writeHead(fault.status, headers).end(fault.body ?? JSON.stringify(usual))
  } else if (fault.kind === 'reset') {
    request.socket.resetAndDestroy()
  }
  return fault.kind === 'status' || fault.kind === 'reset' || fault.kind === 'hang'
}
