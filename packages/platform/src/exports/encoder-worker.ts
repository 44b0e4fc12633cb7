import { parentPort, workerData } from 'node:worker_threads'
import { createRowEncoder } from './encode-rows.ts'
import { joinRows } from './join-rows.ts'
import type { EncoderAnswer, EncoderOptions, EncoderRequest } from './worker-messages.ts'

/** The thread that encodes the rows of one export: see `encoder-thread.ts`. */
const encoder = createRowEncoder(workerData as EncoderOptions)

parentPort?.on('message', (request: EncoderRequest) => {
  // Copied, not handed over: memory that comes from another thread presses nobody to collect it when it is used up.
  parentPort?.postMessage(answerTo(request))
})

function answerTo(request: EncoderRequest): EncoderAnswer {
  try {
    const bytes =
      request === 'end' ? encoder.end() : encoder.encode(joinRows(request.portion) as readonly never[])
    return { bytes }
  } catch (error) {
    return { error: String(error) }
  }
}
