import type { ExportFormat } from '@kansoku/contracts'
import type { Portion } from './portion.ts'

export interface EncoderOptions {
  readonly table: 'traces' | 'observations'
  readonly format: ExportFormat
  /** Null: all of them. */
  readonly columns: readonly string[] | null
  /** Whether no row of the file was written before. */
  readonly isBegun: boolean
}

/** Rows to read and encode; `end` asks for what stands behind the last one. */
export type EncoderRequest = { readonly portion: Portion } | 'end'

export type EncoderAnswer = { readonly bytes: Uint8Array } | { readonly error: string }
