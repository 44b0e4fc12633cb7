export type { Annotation } from './by-hand/annotate.ts'
export type { EditedTrace } from './by-hand/edit-traces.ts'
export type { WriterBacklog } from './commit/writer.ts'
export type { OtlpEncoding } from './decode/otlp/parse-request.ts'
export { removeProject } from './deletion/remove-project.ts'
export { previewOf } from './fold/preview.ts'
export {
  createIngestion,
  type Ingestion,
  type IngestionOptions,
  type Intake,
  type SpansBody,
} from './ingestion.ts'
export type { IngestionScope } from './scope.ts'
export type { ScoreConfig } from './scores/score-config.ts'
