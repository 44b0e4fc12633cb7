import type { EditContext } from '../traces/project-traces.ts'

/** What work on many rows needs to reach telemetry and files. */
export type BatchContext = EditContext
