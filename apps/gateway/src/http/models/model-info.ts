import type { ModelInfoRow } from '@kansoku/contracts/gateway'
import { mayUse } from '../../access/model-access.ts'
import type { GatewayContext } from '../../context.ts'
import type { Caller } from '../authentication.ts'
import { type Exchange, sendJson } from '../exchange.ts'
import { badRequest } from '../http-error.ts'
import { toInfoRow } from './info-row.ts'
import { modelNotFound } from './models.ts'

/** Coding agents choose their limits and count their costs by these rows, one for each deployment. */
export async function handleModelInfo(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const wanted = exchange.query.get('litellm_model_id')
  const data = await listRows(caller, context, wanted)
  if (wanted !== null && data.length === 0) throw modelNotFound(wanted)
  sendJson(exchange, 200, { data })
}

const usualSize = 50
const mostRows = 1000

/** `GET /v2/model/info`: the same rows, page by page; `model` names a group, `search` is found in names. */
export async function handleModelInfoPage(exchange: Exchange, context: GatewayContext): Promise<void> {
  const caller = context.authenticate(exchange)
  const { query } = exchange
  const page = readCount(query.get('page'), 'page', 1)
  const size = Math.min(readCount(query.get('size'), 'size', usualSize), mostRows)
  const model = query.get('model')
  const search = query.get('search')?.toLowerCase() ?? ''
  const rows = (await listRows(caller, context, query.get('modelId'))).filter(
    ({ model_name: name, litellm_params: { model: own } }) =>
      (model === null || name === model) && `${name}\n${own}`.toLowerCase().includes(search),
  )
  sendJson(exchange, 200, {
    data: rows.slice((page - 1) * size, page * size),
    total_count: rows.length,
    current_page: page,
    total_pages: Math.ceil(rows.length / size),
    size,
  })
}

async function listRows(
  caller: Caller,
  { config, models, supportedParams }: GatewayContext,
  wanted: string | null,
): Promise<readonly ModelInfoRow[]> {
  const shown = config.deployments
    .filter(({ id, listed }) => (wanted === null ? listed : id === wanted))
    .filter(({ modelGroup }) => mayUse(caller, modelGroup, models))
  return Promise.all(
    shown.map(async (deployment) => toInfoRow(deployment, await supportedParams(deployment.target))),
  )
}

function readCount(text: string | null, name: string, usual: number): number {
  if (text === null || text === '') return usual
  const count = Number(text)
  if (!Number.isInteger(count) || count < 1)
    throw badRequest(`${name} must be a whole number from 1 on.`, name)
  return count
}
