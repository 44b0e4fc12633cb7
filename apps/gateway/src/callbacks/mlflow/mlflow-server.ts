import type { SignRequest } from '@kansoku/providers'
import type { MlflowServerTarget } from '@kansoku/routing'
import { request } from 'undici'
import { z } from 'zod'
import { type PostAnswer, readAnswer } from '../../delivery/post-json.ts'
import type { Sign } from '../post.ts'

const found = z.object({
  experiment: z.object({ experiment_id: z.string(), lifecycle_stage: z.string().optional() }),
})
const created = z.object({ experiment_id: z.string() })
const limits = { headersTimeout: 30_000, bodyTimeout: 30_000 }

/** A tracking server of MLflow, by its REST API. */
export interface MlflowServer {
  readonly sign: Sign | undefined
  /** Path below `/api/2.0/mlflow/`; without a body it is asked, with one it is told. Rejects when no answer comes. */
  ask(path: string, signal: AbortSignal, body?: object): Promise<PostAnswer>
  /** The experiment that is named is found, or made, once. Rejects when it can be neither. */
  experimentId(signal: AbortSignal): Promise<string>
  /** The next time it is looked for anew: it may have been deleted. */
  forgetExperiment(): void
}

export type MlflowServers = (target: MlflowServerTarget) => MlflowServer

/** The servers of a gateway. Traces and runs share one, which makes their experiment once. */
export function createMlflowServers(signRequest: SignRequest): MlflowServers {
  const open = new Map<string, MlflowServer>()
  return (target) => {
    const { url, headers, experiment } = target
    const id = JSON.stringify([url, headers, experiment])
    const known = open.get(id) ?? openMlflowServer(target, signRequest)
    open.set(id, known)
    return known
  }
}

function openMlflowServer(target: MlflowServerTarget, signRequest: SignRequest): MlflowServer {
  const { url, headers, aws, experiment } = target
  const sign: Sign | undefined =
    aws && ((sent, unsigned, signal) => signRequest({ ...sent, headers: unsigned }, aws.region, signal))
  let finding: Promise<string> | undefined
  const ask: MlflowServer['ask'] = async (path, signal, body) => {
    const method = body ? ('POST' as const) : ('GET' as const)
    const sent = {
      method,
      url: `${url}/api/2.0/mlflow/${path}`,
      ...(body ? { body: JSON.stringify(body) } : {}),
    }
    const unsigned = { ...headers, ...(body ? { 'content-type': 'application/json' } : {}) }
    const signed = sign ? await sign(sent, unsigned, signal) : unsigned
    return readAnswer(await request(sent.url, { ...sent, headers: signed, signal, ...limits }))
  }
  return {
    sign,
    ask,
    async experimentId(signal) {
      if ('id' in experiment) return experiment.id
      finding ??= findExperiment(ask, experiment.name, signal)
      try {
        return await finding
      } catch (error) {
        finding = undefined
        throw error
      }
    },
    forgetExperiment() {
      finding = undefined
    },
  }
}

async function findExperiment(ask: MlflowServer['ask'], name: string, signal: AbortSignal): Promise<string> {
  const known = await knownExperiment(ask, name, signal)
  if (known !== undefined) return known
  const made = await ask('experiments/create', signal, { name })
  if (made.status === 200) return created.parse(JSON.parse(made.text)).experiment_id
  // Another process of the gateway may have made it meanwhile.
  const others = /RESOURCE_ALREADY_EXISTS/.test(made.text)
    ? await knownExperiment(ask, name, signal)
    : undefined
  if (others === undefined) throw new Error(`MLflow made no experiment (${made.status})`)
  return others
}

async function knownExperiment(ask: MlflowServer['ask'], name: string, signal: AbortSignal) {
  const asked = await ask(`experiments/get-by-name?experiment_name=${encodeURIComponent(name)}`, signal)
  if (asked.status === 404) return undefined
  if (asked.status !== 200) throw new Error(`the experiments of MLflow answered ${asked.status}`)
  const { experiment } = found.parse(JSON.parse(asked.text))
  if (experiment.lifecycle_stage === 'deleted')
    throw new Error('the experiment is deleted; restore it, or name another one')
  return experiment.experiment_id
}
