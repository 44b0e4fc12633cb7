import type { ErrorCode } from '@kansoku/contracts'
import type { AnyPart } from '../ledger/call-part.ts'
import type { Prepared, PrepareTask } from './prepare.ts'

export interface WorkerRequest {
  readonly id: number
  readonly task: PrepareTask
}

/** Parts without their fields, which the receiver reads from the body: texts cross threads faster than objects. */
export type WorkerAnswer =
  | (Omit<Prepared, 'parts'> & {
      readonly id: number
      readonly parts: readonly Omit<AnyPart, 'fields'>[]
    })
  | {
      readonly id: number
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: unknown }
    }
