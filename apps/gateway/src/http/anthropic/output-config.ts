import type { ChatRequest, ResponseFormat } from '@kansoku/providers'
import { isRecord } from '@kansoku/routing'
import type { Body } from '../call/dialect.ts'

/** `output_config`: an effort, which means something only to a model that thinks, and a format. */
export function parseOutput(body: Body): Pick<ChatRequest, 'reasoningEffort' | 'responseFormat'> {
  const { thinking } = body
  const config = isRecord(body.output_config) ? body.output_config : {}
  const format = toResponseFormat(config.format ?? body.output_format)
  const thinks = isRecord(thinking) && thinking.type !== 'disabled'
  return {
    ...(thinks && typeof config.effort === 'string' ? { reasoningEffort: config.effort } : {}),
    ...(format === undefined ? {} : { responseFormat: format }),
  }
}

function toResponseFormat(format: unknown): ResponseFormat | undefined {
  if (!isRecord(format) || format.type !== 'json_schema' || !isRecord(format.schema)) return undefined
  return { type: 'json_schema', name: 'answer', schema: format.schema, strict: true }
}
