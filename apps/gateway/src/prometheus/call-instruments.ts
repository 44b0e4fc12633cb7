import { Counter, type Registry } from 'prom-client'
import type { FinishedCall } from '../recording/finished-call.ts'
import { createLabelSets } from './label-sets.ts'
import { createTally, type Tally } from './tally.ts'
import { createTimings } from './timings.ts'

const latencyBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2, 3, 5, 10, 20, 30, 60, 120, 300]
const models = ['requested_model', 'model', 'api_provider'] as const
const ofRequests = ['requested_model', 'status_code'] as const
type ModelLabel = (typeof models)[number]

/**
 * Calls, under the names that LiteLLM's dashboards read. `requested_model` is the name in the config that answered to
 * the request, so that what clients make up is no label.
 */
export function createCallInstruments(registry: Registry) {
  const counter = <L extends string>(name: string, help: string, labelNames: readonly L[]) =>
    new Counter({ name, help, labelNames: [...labelNames], registers: [registry] })
  const tally = (name: string, help: string) =>
    createTally<ModelLabel>({ name, help, labelNames: models, registry })
  const histogram = (name: string, help: string) =>
    createTimings<ModelLabel>({ name, help, labelNames: models, buckets: latencyBuckets, registry })
  const requests = createTally({
    name: 'litellm_proxy_total_requests_metric_total',
    help: 'Chat calls.',
    labelNames: ofRequests,
    registry,
  })
  const failures = counter('litellm_proxy_failed_requests_metric_total', 'Chat calls that failed.', [
    ...['requested_model', 'exception_status', 'exception_class'],
  ])
  const spend = tally('litellm_spend_metric_total', 'Cost of calls in US dollars.')
  const inputTokens = tally('litellm_input_tokens_metric_total', 'Input tokens, cached ones too.')
  const outputTokens = tally('litellm_output_tokens_metric_total', 'Output tokens.')
  const totalTokens = tally('litellm_total_tokens_metric_total', 'Input and output tokens.')
  const tries = {
    success: tally('litellm_deployment_success_responses_total', 'Answers of deployments.'),
    failure: tally('litellm_deployment_failure_responses_total', 'Failures of deployments.'),
  }
  const cached = {
    hit: tally('litellm_cache_hits_metric_total', 'Calls answered from the cache.'),
    miss: tally('litellm_cache_misses_metric_total', 'Calls that the cache had no answer for.'),
  }
  const total = histogram('litellm_request_total_latency_metric', 'Seconds of a whole call.')
  const upstream = histogram('litellm_llm_api_latency_metric', 'Seconds of the provider in a call.')
  const firstToken = histogram(
    'litellm_llm_api_time_to_first_token_metric',
    'Seconds until the first content of a stream.',
  )

  function countTries({ attempts }: FinishedCall): void {
    for (const { deployment, error } of attempts) {
      tries[error === undefined ? 'success' : 'failure'].add(labelsOf(deployment), 1)
    }
  }

  function countServed(call: FinishedCall, served: NonNullable<FinishedCall['served']>): void {
    const labels = labelsOf(served.deployment)
    if (call.cache) cached[call.cache.hit ? 'hit' : 'miss'].add(labels, 1)
    const { usage } = served.result
    if (usage) {
      const input = usage.inputTokens + usage.cacheReadTokens + usage.cacheWriteTokens
      add(inputTokens, labels, input)
      add(outputTokens, labels, usage.outputTokens)
      add(totalTokens, labels, input + usage.outputTokens)
    }
    add(spend, labels, served.settlement.cost ?? 0)
    total.observe(labels, (call.endedAt - call.startedAt) / 1000)
    // The cache is no provider.
    if (call.cache?.hit) return
    const asked = call.attempts.at(-1)?.startedAt ?? call.startedAt
    const isStream = call.body.stream === true
    upstream.observe(labels, ((isStream ? call.endedAt : served.answeredAt) - asked) / 1000)
    if (isStream) firstToken.observe(labels, (served.answeredAt - asked) / 1000)
  }

  const count = (model: string, failure?: { readonly status: number; readonly kind: string }) => {
    requests.add(requestLabels(model, String(failure?.status ?? 200)), 1)
    if (!failure) return
    const { status, kind } = failure
    failures.inc({ requested_model: model, exception_status: status, exception_class: kind })
  }
  return {
    /** A call that was tried at a deployment, or answered from the cache. */
    ended(call: FinishedCall): void {
      const { error, attempts, served } = call
      const model = (attempts[0] ?? served)?.deployment.modelGroup ?? 'none'
      count(model, error && { status: error.status, kind: error.errorClass })
      countTries(call)
      if (served) countServed(call, served)
    },
    /** A call that was refused before it had a model. `kind`: the type of the error. */
    refused: (status: number, kind: string): void => count('none', { status, kind }),
  }
}

/** What a vendor says it has used may be anything; a counter throws at what is no amount. */
function add(tally: Tally<ModelLabel>, labels: Labels, amount: number): void {
  if (Number.isFinite(amount) && amount >= 0) tally.add(labels, amount)
}

type Deployment = FinishedCall['attempts'][number]['deployment']

type Labels = Readonly<Record<ModelLabel, string>>

const requestLabels = createLabelSets(ofRequests)
const modelLabels = createLabelSets(models)

/** What is made for a single call has the model that its client wrote, which is no label. */
function labelsOf({ modelGroup, model, target, listed }: Deployment): Labels {
  return modelLabels(modelGroup, listed ? model : modelGroup, target.provider)
}
