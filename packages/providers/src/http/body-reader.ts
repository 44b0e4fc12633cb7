import type { Dispatcher } from 'undici'

/** Bytes held for a slow reader before the upstream is told to wait. */
const HIGH_WATER_BYTES = 128 * 1024

interface BodyReader {
  attach(controller: Pick<Dispatcher.DispatchController, 'pause' | 'resume' | 'paused'>): void
  push(piece: Uint8Array): void
  end(): void
  fail(error: unknown): void
  read(): Promise<Uint8Array[] | undefined>
}

/** Turns the pushes of a dispatch handler into pulls of one reader. */
export function createBodyReader(): BodyReader {
  let controller: Pick<Dispatcher.DispatchController, 'pause' | 'resume' | 'paused'> | undefined
  let pieces: Uint8Array[] = []
  let held = 0
  let ended = false
  let failure: { error: unknown } | undefined
  let waiting: PromiseWithResolvers<Uint8Array[] | undefined> | undefined

  const take = (): Uint8Array[] => {
    const taken = pieces
    pieces = []
    held = 0
    if (controller?.paused && !failure) controller.resume()
    return taken
  }
  const wake = (settle: (reader: PromiseWithResolvers<Uint8Array[] | undefined>) => void) => {
    const reader = waiting
    waiting = undefined
    if (reader) settle(reader)
  }
  return {
    attach(started) {
      controller = started
    },
    push(piece) {
      pieces.push(piece)
      held += piece.length
      if (waiting) wake((reader) => reader.resolve(take()))
      else if (held >= HIGH_WATER_BYTES) controller?.pause()
    },
    end() {
      ended = true
      wake((reader) => reader.resolve(undefined))
    },
    fail(error) {
      failure ??= { error }
      wake((reader) => reader.reject(error))
    },
    async read() {
      if (pieces.length > 0) return take()
      if (failure) throw failure.error
      if (ended) return undefined
      waiting = Promise.withResolvers()
      return waiting.promise
    },
  }
}
