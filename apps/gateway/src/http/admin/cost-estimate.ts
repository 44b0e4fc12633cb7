import { NO_USAGE } from '@kansoku/providers'
import { settle } from '@kansoku/routing'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest, HttpError } from '../http-error.ts'
import { readJsonObject } from '../read-body.ts'

type Body = Readonly<Record<string, unknown>>

/** `POST /cost/estimate`: what calls of so many tokens cost, one by one, a day and a month. US dollars. */
export async function handleCostEstimate(exchange: Exchange, context: GatewayContext): Promise<void> {
  const body = await readJsonObject(exchange.request, context.maxRequestBytes)
  const { model } = body
  if (typeof model !== 'string') throw badRequest('model is needed.', 'model')
  const [inputTokens, outputTokens] = [count(body, 'input_tokens') ?? 0, count(body, 'output_tokens') ?? 0]
  const [perDay, perMonth] = [count(body, 'num_requests_per_day'), count(body, 'num_requests_per_month')]
  const deployment = context.models.resolve(model)?.deployments[0] ?? { model, modelInfo: {} }
  const { cost, costDetails } = settle(deployment, { ...NO_USAGE, inputTokens, outputTokens })
  if (cost === null)
    throw new HttpError(404, 'not_found_error', `There is no price for the model '${model}'.`)
  const { input = 0, output = 0 } = costDetails
  sendJson(exchange, 200, {
    model,
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    num_requests_per_day: perDay,
    num_requests_per_month: perMonth,
    cost_per_request: cost,
    input_cost_per_request: input,
    output_cost_per_request: output,
    margin_cost_per_request: 0,
    daily_cost: times(perDay, cost),
    daily_input_cost: times(perDay, input),
    daily_output_cost: times(perDay, output),
    daily_margin_cost: times(perDay, 0),
    monthly_cost: times(perMonth, cost),
    monthly_input_cost: times(perMonth, input),
    monthly_output_cost: times(perMonth, output),
    monthly_margin_cost: times(perMonth, 0),
  })
}

/** Null where nothing was said. */
function count(body: Body, name: string): number | null {
  const value = body[name]
  if (value === undefined || value === null) return null
  if (typeof value === 'number' && Number.isInteger(value) && value >= 0) return value
  throw badRequest(`${name} is a number of 0 or more.`, name)
}

function times(requests: number | null, cost: number): number | null {
  return requests === null ? null : requests * cost
}
