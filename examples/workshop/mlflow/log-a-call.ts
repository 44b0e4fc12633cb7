import { setTimeout as delay } from 'node:timers/promises'
import { model, openGateway } from '../gateway.ts'

const trackingUri = process.env.MLFLOW_TRACKING_URI ?? 'http://localhost:5000'
const experimentName = process.env.MLFLOW_EXPERIMENT_NAME ?? '/litellm-monitoring'

interface Entry {
  readonly key: string
  readonly value: string | number
}
interface Run {
  readonly info: { readonly run_name: string; readonly status: string }
  readonly data: { readonly metrics?: Entry[]; readonly params?: Entry[]; readonly tags?: Entry[] }
}

const { response } = await openGateway()
  .chat.completions.create({
    model,
    messages: [{ role: 'user', content: '機械学習の実験管理とは何ですか？' }],
    user: 'workshop-reader',
    temperature: 0.7,
    max_tokens: 200,
  })
  .withResponse()

const run = await findRun(response.headers.get('x-litellm-call-id') ?? '')
console.log(`run: ${run.info.run_name} ${run.info.status}`)
for (const kind of ['params', 'metrics', 'tags'] as const)
  for (const { key, value } of run.data[kind] ?? [])
    if (!key.startsWith('mlflow.')) console.log(`${kind}: ${key} = ${value}`)

async function ask<Answer>(path: string, body?: object): Promise<Answer | undefined> {
  const answer = await fetch(`${trackingUri}/api/2.0/mlflow/${path}`, {
    method: body ? 'POST' : 'GET',
    headers: { 'content-type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  })
  return answer.ok ? ((await answer.json()) as Answer) : undefined
}

/** The gateway tells MLflow of a call a moment after its answer. */
async function findRun(requestId: string): Promise<Run> {
  for (let tries = 0; tries < 60; tries++) {
    const path = `experiments/get-by-name?experiment_name=${encodeURIComponent(experimentName)}`
    const found = await ask<{ experiment: { experiment_id: string } }>(path)
    const search = {
      experiment_ids: found ? [found.experiment.experiment_id] : [],
      filter: `tags.request_id = '${requestId}' and attributes.status != 'RUNNING'`,
    }
    const [run] = (found && (await ask<{ runs?: Run[] }>('runs/search', search))?.runs) ?? []
    if (run) return run
    await delay(500)
  }
  throw new Error(`${trackingUri} has no run of the call ${requestId}`)
}
