import { parentPort, workerData } from 'node:worker_threads'
import { createRowEncoder } from './encode-rows.ts'
import type { EncoderAnswer, EncoderOptions, EncoderRequest } from './worker-messages.ts'

/** The thread that encodes the rows of one export: see `encoder-thread.ts`. */
const encoder = createRowEncoder(workerData as EncoderOptions)

parentPort?.on('message', (request: EncoderRequest) => {
  const answer = answerTo(request)
  // Handed over, not copied: bytes of their own memory.
  parentPort?.postMessage(answer, 'bytes' in answer ? [answer.bytes.buffer as ArrayBuffer] : [])
})

function answerTo(request: EncoderRequest): EncoderAnswer {
  try {
    const bytes = request === 'end' ? encoder.end() : encoder.encode(request.rows as readonly never[])
    return { bytes: Uint8Array.from(bytes) }
  } catch (error) {
    return { error: String(error) }
  }
}
