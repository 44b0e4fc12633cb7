import type { IncomingMessage } from 'node:http'
import { AwsError, sendAwsError } from '../aws/aws-error.ts'
import { emulatorIdentity, identityFinder } from '../aws/identity.ts'
import { authenticate } from '../aws/verify-signature.ts'
import { applyBeforeAnswer, FaultPlan } from '../http/faults.ts'
import { type LoopbackServer, listenOnLoopback, readBody } from '../http/loopback-server.ts'

export interface EmulatedRun {
  readonly experimentId: string
  readonly name: string
  status: string
  readonly metrics: Record<string, number>
  readonly params: Record<string, string>
  readonly tags: Record<string, string>
}

export interface MlflowEmulator extends LoopbackServer {
  /** Names; an experiment's id is its place here, from 1. */
  readonly experiments: readonly string[]
  readonly runs: readonly EmulatedRun[]
  /** Bodies that came to the endpoint for OTLP. */
  readonly traces: readonly { readonly experimentId: string; readonly body: Buffer }[]
  /** How many requests were not signed as they have to be. */
  refusals(): number
  /** Planned by path: `runs/create`, `v1/traces` … */
  readonly faults: FaultPlan
}

interface Told {
  readonly run_id?: string
  readonly name?: string
  readonly experiment_id?: string
  readonly run_name?: string
  readonly status?: string
  readonly metrics?: readonly Entry<number>[]
  readonly params?: readonly Entry<string>[]
  readonly tags?: readonly Entry<string>[]
}
interface Entry<Value> {
  readonly key: string
  readonly value: Value
}

/**
 * A tracking server of MLflow, as far as calls are logged to it. With an ARN it is one that SageMaker runs: every
 * request must name the ARN and be signed for `sagemaker-mlflow`.
 */
export async function startMlflowEmulator({ arn }: { readonly arn?: string } = {}): Promise<MlflowEmulator> {
  const experiments: string[] = []
  const runs: EmulatedRun[] = []
  const traces: MlflowEmulator['traces'][number][] = []
  const faults = new FaultPlan()
  let refused = 0
  const findIdentity = identityFinder([emulatorIdentity])

  function admit(request: IncomingMessage, body: Buffer): void {
    if (arn === undefined) return
    authenticate(request, body, { findIdentity, bearerKeys: [], now: Date.now, service: 'sagemaker-mlflow' })
    if (request.headers['x-mlflow-sm-tracking-server-arn'] !== arn)
      throw new AwsError(404, 'RESOURCE_DOES_NOT_EXIST', 'No such tracking server.')
  }

  function answer(path: string, query: URLSearchParams, told: Told): object {
    switch (path) {
      case 'experiments/get-by-name': {
        const place = experiments.indexOf(query.get('experiment_name') ?? '')
        if (place < 0) throw new AwsError(404, 'RESOURCE_DOES_NOT_EXIST', 'No such experiment.')
        return { experiment: { experiment_id: String(place + 1) } }
      }
      case 'experiments/create':
        return { experiment_id: String(experiments.push(told.name ?? '')) }
      case 'runs/create': {
        const { experiment_id: experimentId = '', run_name: name = '' } = told
        const tags = toRecord(told.tags)
        const run_id = String(
          runs.push({ experimentId, name, status: 'RUNNING', metrics: {}, params: {}, tags }),
        )
        return { run: { info: { run_id } } }
      }
      case 'runs/log-batch': {
        const run = findRun(told)
        Object.assign(run.metrics, toRecord(told.metrics))
        Object.assign(run.params, toRecord(told.params))
        return {}
      }
      case 'runs/update':
        findRun(told).status = told.status ?? ''
        return {}
      default:
        throw new AwsError(404, 'ENDPOINT_NOT_FOUND', path)
    }
  }

  function findRun({ run_id }: Told): EmulatedRun {
    const run = runs[Number(run_id) - 1]
    if (!run) throw new AwsError(404, 'RESOURCE_DOES_NOT_EXIST', 'No such run.')
    return run
  }

  const server = await listenOnLoopback(async (request, response) => {
    const body = await readBody(request)
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://localhost')
    const path = pathname.replace(/^\/(api\/2\.0\/mlflow\/)?/, '')
    const fault = faults.take(path)
    if (fault && applyBeforeAnswer(fault, request, response)) return
    try {
      admit(request, body)
      let said = {}
      if (path === 'v1/traces')
        traces.push({ experimentId: String(request.headers['x-mlflow-experiment-id']), body })
      else said = answer(path, searchParams, body.length > 0 ? JSON.parse(body.toString()) : {})
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(said))
    } catch (error) {
      if (!(error instanceof AwsError)) throw error
      if (error.status === 403) refused += 1
      sendAwsError(response, error)
    }
  })
  return { ...server, experiments, runs, traces, faults, refusals: () => refused }
}

function toRecord<Value>(entries: readonly Entry<Value>[] = []): Record<string, Value> {
  return Object.fromEntries(entries.map(({ key, value }) => [key, value]))
}
