import type { MlflowTarget } from '@kansoku/routing'
import { request } from 'undici'
import { z } from 'zod'
import { toUnreachable } from '../delivery/post-json.ts'
import type { Deliver } from './channel.ts'
import { deliverSpans } from './to-otlp.ts'

const found = z.object({ experiment: z.object({ experiment_id: z.string() }) })
const created = z.object({ experiment_id: z.string() })

/** MLflow's endpoint for OTLP. An experiment that is named is found, or made, before the first call is told. */
export function deliverToMlflow(target: MlflowTarget): Deliver {
  let experimentId = 'id' in target.experiment ? target.experiment.id : undefined
  return async (records, signal) => {
    try {
      if (!('id' in target.experiment))
        experimentId ??= await findExperiment(target, target.experiment.name, signal)
    } catch (error) {
      return toUnreachable(target.url, error)
    }
    const headers = { ...target.headers, 'x-mlflow-experiment-id': experimentId ?? '0' }
    const endpoint = {
      url: `${target.url}/v1/traces`,
      headers,
      encoding: 'protobuf',
      serviceName: 'litellm',
    } as const
    return deliverSpans(endpoint)(records, signal)
  }
}

async function findExperiment(
  { url, headers }: MlflowTarget,
  name: string,
  signal: AbortSignal,
): Promise<string> {
  const api = `${url}/api/2.0/mlflow/experiments`
  const asked = await request(`${api}/get-by-name?experiment_name=${encodeURIComponent(name)}`, {
    headers,
    signal,
  })
  const text = await asked.body.text()
  if (asked.statusCode === 200) return found.parse(JSON.parse(text)).experiment.experiment_id
  if (asked.statusCode !== 404) throw new Error(`the experiments of MLflow answered ${asked.statusCode}`)
  const made = await request(`${api}/create`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify({ name }),
    signal,
  })
  const answer = await made.body.text()
  if (made.statusCode !== 200) throw new Error(`MLflow made no experiment (${made.statusCode})`)
  return created.parse(JSON.parse(answer)).experiment_id
}
