/** Keeps texts for a while. Whoever asks must be able to do without: an answer that is not there costs a call. */
export interface AnswerStore extends AsyncDisposable {
  readonly kind: 'local' | 'redis'
  /** Undefined also where the store cannot be asked now. */
  get(key: string): Promise<string | undefined>
  /** Never rejects. */
  set(key: string, text: string, ttlSeconds: number): Promise<void>
  /** How many of the keys there were. */
  delete(keys: readonly string[]): Promise<number>
  /** Everything that this gateway, or those that share its namespace, has kept. */
  clear(): Promise<void>
  /** Rejects when the store cannot be reached. */
  ping(): Promise<void>
}
