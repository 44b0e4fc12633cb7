interface Waiter {
  /** Deliveries before this one must have ended. */
  readonly before: number
  readonly resolve: () => void
}

/** Keeps count of deliveries, so that a reader can wait for those that had begun before it came. */
export class Deliveries {
  #next = 0
  /** In the order in which they began. */
  readonly #open = new Set<number>()
  #waiters: Waiter[] = []

  get size(): number {
    return this.#open.size
  }

  begin(): number {
    const delivery = this.#next++
    this.#open.add(delivery)
    return delivery
  }

  end(delivery: number): void {
    this.#open.delete(delivery)
    const [oldest = this.#next] = this.#open
    while (this.#waiters[0] && this.#waiters[0].before <= oldest) this.#waiters.shift()?.resolve()
  }

  /** Resolves when everything that has begun so far has ended, or at `giveUp`. */
  settled(): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiters.push({ before: this.#next, resolve })
    })
  }

  /** Lets go all who wait. */
  giveUp(): void {
    for (const { resolve } of this.#waiters) resolve()
    this.#waiters = []
  }
}
