import { basicAuth, call, gateway } from '../kit/langfuse-api.ts'
import { identity, type Product, startProduct, temporaryDataDir } from '../kit/product.ts'
import { wallClock } from '../kit/wall-clock.ts'
import { keyHash, stagedCalls, stagedKey } from './staged-calls.ts'

/** When the product begins: a morning in Tokyo, of a year in which no browser takes its cookies for expired. */
export const morning = Date.parse('2030-05-15T01:00:00.000Z')
/** What the clock of the browser shows: late enough that what began a while ago began two hours ago. */
export const shown = morning + 2 * 3_600_000

const secret = 'secret-of-the-stage'

/** A product whose data are the same each time: ids, times, costs and words. */
export async function startStage(): Promise<Product> {
  const dataDir = await temporaryDataDir()
  const clock = wallClock(dataDir)
  await clock.shift(morning - Date.now())
  const env = { ...clock.variables, KANSOKU_INTERNAL_SECRET: secret }
  const product = await startProduct({ dataDir, env })
  await prepareGateway(product)
  await deliver(product)
  await score(product)
  return product
}

async function prepareGateway(product: Product): Promise<void> {
  const manage = async (path: string, body: object) => {
    const answer = await gateway(product, 'POST', path, body)
    if (answer.status !== 200)
      throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  }
  await manage('/team/new', {
    team_id: 'web',
    team_alias: 'Webチーム',
    max_budget: 20,
    budget_duration: '30d',
  })
  const limits = { max_budget: 5, budget_duration: '30d', rpm_limit: 60 }
  await manage('/key/generate', { key: stagedKey, key_alias: 'sato-laptop', team_id: 'web', ...limits })
  await manage('/key/generate', { key: 'sk-staged-for-tests', key_alias: 'ci-tests', max_budget: 1 })
}

/** As the spool of a gateway does. */
async function deliver(product: Product): Promise<void> {
  const batch = { projectId: identity.projectId, ...stagedCalls(morning, keyHash) }
  const answer = await call(
    `${product.serverUrl}/api/internal/gateway/calls`,
    'POST',
    { batches: [batch] },
    { authorization: `Bearer ${secret}` },
  )
  if (answer.status !== 200 || answer.body.rejected.length > 0)
    throw new Error(`the calls were answered ${answer.status}: ${JSON.stringify(answer.body)}`)
}

async function score({ serverUrl }: Product): Promise<void> {
  for (const [index, value] of [0.9, 0.4, 1].entries()) {
    const body = {
      id: `score-${index}`,
      traceId: `trace-${index}`,
      name: '正確さ',
      value,
      comment: '確認済み',
    }
    const answer = await call(`${serverUrl}/api/public/scores`, 'POST', body, { authorization: basicAuth })
    if (answer.status !== 200) throw new Error(`a score was answered ${answer.status}`)
  }
}
