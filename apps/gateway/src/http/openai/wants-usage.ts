import { isRecord } from '@kansoku/routing'
import type { Asked } from '../call/dialect.ts'

/** Whether a stream ends with its usage. */
export function wantsUsage({ body, alwaysIncludeUsage }: Asked): boolean {
  const { stream_options: options } = body
  return alwaysIncludeUsage || (isRecord(options) && options.include_usage === true)
}
