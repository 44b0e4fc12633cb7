export { createIngestion, type Ingestion, type IngestionOptions } from './ingestion.ts'
export type { IngestionScope } from './scope.ts'
