import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import type { WrittenBlob } from './store.ts'

/** Counts and hashes content as it is read. */
export class ContentMeter {
  readonly #hash = createHash('sha256')
  #bytes = 0
  #failure: { readonly error: unknown } | undefined

  async *read(content: Readable | Uint8Array): AsyncGenerator<Uint8Array> {
    const source: AsyncIterable<Uint8Array | string> | [Uint8Array] =
      content instanceof Readable ? content : [content]
    try {
      for await (const chunk of source) {
        const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
        this.#hash.update(bytes)
        this.#bytes += bytes.length
        yield bytes
      }
    } catch (error) {
      this.#failure = { error }
      throw error
    }
  }

  /** What reading the content failed with, if it did. */
  get failure(): { readonly error: unknown } | undefined {
    return this.#failure
  }

  /** Of what was read; call it once. */
  written(): WrittenBlob {
    return { bytes: this.#bytes, sha256: this.#hash.digest('base64') }
  }
}
