import { z } from 'zod'
import { instant, texts } from '../sql/values.ts'

export const scoreRecordColumns = `id, timestamp, name, trace_id, observation_id, session_id, dataset_run_id, value,
    string_value, long_string_value, data_type, source, comment, metadata, environment, author_user_id, config_id,
    queue_id, created_at, updated_at`

export const scoreRecord = z.object({
  id: z.string(),
  timestamp: instant,
  name: z.string(),
  trace_id: z.string().nullable(),
  observation_id: z.string().nullable(),
  session_id: z.string().nullable(),
  dataset_run_id: z.string().nullable(),
  value: z.number().nullable(),
  string_value: z.string().nullable(),
  long_string_value: z.string().nullable(),
  data_type: z.string(),
  source: z.string(),
  comment: z.string().nullable(),
  metadata: texts,
  environment: z.string(),
  author_user_id: z.string().nullable(),
  config_id: z.string().nullable(),
  queue_id: z.string().nullable(),
  created_at: instant,
  updated_at: instant,
})
export type ScoreRecord = z.output<typeof scoreRecord>
