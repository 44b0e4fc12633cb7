import { Worker } from 'node:worker_threads'
import type { Portion } from './portion.ts'
import type { EncoderAnswer, EncoderOptions, EncoderRequest } from './worker-messages.ts'

/** Reads and encodes rows on a thread of its own, so that nobody else waits for it. One portion at a time. */
export interface EncoderThread extends AsyncDisposable {
  encode(portion: Portion): Promise<Uint8Array>
  end(): Promise<Uint8Array>
}

/** Rejects with what went wrong in the thread, or with its end. */
export function startEncoderThread(options: EncoderOptions): EncoderThread {
  const thread = new Worker(new URL('./encoder-worker.ts', import.meta.url), { workerData: options })
  const ended = Promise.withResolvers<never>()
  thread.on('error', ended.reject)
  thread.on('exit', (code) => ended.reject(new Error(`The thread that encodes rows ended (${code}).`)))
  // Who asks hears of it; nobody may be asking.
  ended.promise.catch(() => undefined)

  async function ask(request: EncoderRequest): Promise<Uint8Array> {
    const answered = new Promise<EncoderAnswer>((resolve) => thread.once('message', resolve))
    thread.postMessage(request)
    const answer = await Promise.race([answered, ended.promise])
    if ('error' in answer) throw new Error(answer.error)
    return answer.bytes
  }

  return {
    encode: (portion) => ask({ portion }),
    end: () => ask('end'),
    async [Symbol.asyncDispose]() {
      await thread.terminate()
    },
  }
}
