/** Memory for one thing after the other, so that none leaves garbage of its size: it holds until the next one takes it. */
export class ReusableBuffer {
  readonly #keptBytes: number
  #memory = Buffer.alloc(0)

  /** @param keptBytes what is larger gets memory of its own */
  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes
  }

  take(bytes: number): Buffer {
    if (bytes > this.#keptBytes) return Buffer.allocUnsafe(bytes)
    if (bytes > this.#memory.length) {
      const grown = Math.min(this.#keptBytes, Math.max(bytes, 2 * this.#memory.length))
      this.#memory = Buffer.allocUnsafeSlow(grown)
    }
    return this.#memory.subarray(0, bytes)
  }
}
