import type { ErrorCode, IngestionResponse } from '@kansoku/contracts'
import type { Part } from '../parts/part.ts'
import type { PrepareTask } from './prepare.ts'

export interface WorkerRequest {
  readonly id: number
  readonly task: PrepareTask
}

/** Parts without their fields, which the receiver reads from the body: texts cross threads faster than objects. */
export type WorkerAnswer =
  | {
      readonly id: number
      readonly parts: readonly Omit<Part, 'fields'>[]
      readonly response: IngestionResponse
    }
  | {
      readonly id: number
      readonly error: { readonly code: ErrorCode; readonly message: string; readonly details: unknown }
    }
