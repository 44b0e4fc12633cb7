import { NO_USAGE, type Usage } from '@kansoku/providers'
import { isRecord, settle } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { readJsonObject } from '../read-body.ts'

/** `POST /spend/calculate`, by which older coding agents ask what an answer cost. */
export async function handleSpendCalculate(exchange: Exchange, context: GatewayContext): Promise<void> {
  const body = await readJsonObject(exchange.request, context.maxRequestBytes)
  const answer = isRecord(body.completion_response) ? body.completion_response : {}
  const model = typeof body.model === 'string' ? body.model : answer.model
  if (typeof model !== 'string' || !isRecord(answer.usage)) {
    throw badRequest('completion_response with model and usage is needed.', 'completion_response')
  }
  const deployment = context.models.resolve(model)?.deployments[0]
  const { cost } = settle(deployment ?? { model, modelInfo: {} }, readUsage(answer.usage))
  sendJson(exchange, 200, { cost: cost ?? 0 })
}

function readUsage(usage: Readonly<Record<string, unknown>>): Usage {
  const details = isRecord(usage.prompt_tokens_details) ? usage.prompt_tokens_details : {}
  const count = (...values: unknown[]) =>
    values.map(Number).find((value) => Number.isFinite(value) && value > 0) ?? 0
  const cacheReadTokens = count(usage.cache_read_input_tokens, details.cached_tokens)
  const cacheWriteTokens = count(usage.cache_creation_input_tokens, details.cache_creation_tokens)
  return {
    ...NO_USAGE,
    inputTokens: Math.max(0, count(usage.prompt_tokens) - cacheReadTokens - cacheWriteTokens),
    outputTokens: count(usage.completion_tokens),
    cacheReadTokens,
    cacheWriteTokens,
  }
}
