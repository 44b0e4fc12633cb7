import type { MetadataStore } from '@kansoku/storage'

export interface Clock {
  now(): Date
}

/** What every verb needs. Doors and jobs build it once; tests replace parts of it. */
export interface PlatformContext {
  readonly metadata: MetadataStore
  readonly clock: Clock
  /** Mixed into the hash of API keys, so that hashes of one installation are useless in another. */
  readonly salt: string
  /** 64 hexadecimal digits; absent: nothing that is secret can be kept. */
  readonly encryptionKey?: string | undefined
}

export type Transaction = Parameters<Parameters<MetadataStore['db']['transaction']>[0]>[0]
