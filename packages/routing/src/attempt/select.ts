import type { ChatRequest } from '@kansoku/providers'
import { ProviderError } from '@kansoku/providers'
import { type AffinityKey, affinityKeys } from '../balance/affinity.ts'
import { pickDeployment, type Refusal } from '../balance/pick-deployment.ts'
import { fitTags } from '../balance/tags.ts'
import type { AnswerKind, Trip } from '../balance/traffic.ts'
import type { Balancing, Deployment } from '../config/gateway-config.ts'
import type { ModelGroup } from '../plan/model-index.ts'
import type { Stage } from '../plan/plan.ts'
import type { Call, RoutingRules } from './contract.ts'
import type { CallPorts } from './ports.ts'

/** Deployments of a group that can serve a call as it is. */
export interface Candidates {
  readonly deployments: readonly Deployment[]
  readonly kind: AnswerKind
  /** Tokens of the prompt; 0 where nothing depends on them. */
  readonly tokens: number
  readonly affinity: readonly AffinityKey[]
}

/**
 * Leaves out what the tags of the call exclude, and what its prompt is too long for.
 * @throws {ProviderError} when nothing is left
 */
export function findCandidates(
  call: Call,
  { group }: Stage,
  request: ChatRequest,
  balancing: Balancing,
  ports: CallPorts,
): Candidates | Promise<Candidates> {
  const tagged = fitTags(group.deployments, call.options, balancing)
  if (tagged.length === 0) throw excludedByTags(group.name, call.options.tags ?? [])
  const asking = findLimitedByTokens(tagged, balancing)
  const narrow = (tokens: number) => fitPrompt(call, group, request, tagged, tokens, balancing)
  return asking ? ports.countTokens(asking, request).then(narrow) : narrow(0)
}

function fitPrompt(
  call: Call,
  group: ModelGroup,
  request: ChatRequest,
  tagged: readonly Deployment[],
  tokens: number,
  balancing: Balancing,
): Candidates {
  const kind = !call.embedding && !call.task && request.stream ? 'stream' : 'whole'
  const affinity = recogniseBy(call, group, request, balancing)
  if (!balancing.checkContextWindow) return { deployments: tagged, kind, tokens, affinity }
  const wide = tagged.filter(({ maxInputTokens = Number.POSITIVE_INFINITY }) => tokens <= maxInputTokens)
  if (wide.length === 0) throw promptTooLong(group.name, tagged, tokens)
  return { deployments: wide, kind, tokens, affinity }
}

function recogniseBy(
  { options, embedding, task }: Call,
  { name, deployments }: ModelGroup,
  request: ChatRequest,
  { affinity }: Balancing,
): readonly AffinityKey[] {
  if (affinity === undefined || embedding || task || deployments.length < 2) return []
  return affinityKeys(name, request, options.affinity ?? {}, affinity)
}

/** The first one whose use depends on how long the prompt is. */
function findLimitedByTokens(
  deployments: readonly Deployment[],
  { checkContextWindow, enforceRates }: Balancing,
): Deployment | undefined {
  if (!checkContextWindow && !enforceRates) return undefined
  return deployments.find(
    ({ maxInputTokens, tpm }) =>
      (checkContextWindow && maxInputTokens !== undefined) || (enforceRates && tpm !== undefined),
  )
}

export interface Taken {
  readonly deployment: Deployment
  readonly trip: Trip
}

/**
 * Picks a deployment and counts the call as under way there. A call with a priority, and one that only busy
 * deployments could serve, waits in line for as long as an attempt may take.
 * @throws {ProviderError} when there is none
 */
export function takeDeployment(
  call: Call,
  stage: Stage,
  candidates: Candidates,
  failed: ReadonlySet<string>,
  rules: RoutingRules,
  ports: CallPorts,
): Taken | Promise<Taken> {
  const { balancing } = rules
  const { priority = balancing.defaultPriority } = call.options
  const queues = priority !== undefined || hasSlots(candidates, balancing)
  // Who may wait does not overtake those who do.
  const first =
    queues && ports.line.isWaiting(placeOf(call, stage))
      ? 'busy'
      : tryTaking(candidates, failed, balancing, ports)
  if (typeof first !== 'string') return first
  if (first !== 'busy' && priority === undefined) throw refuse(first, stage, candidates, ports)
  const look = () => tryTaking(candidates, failed, balancing, ports)
  return waitInLine(call, stage, priority, look, rules, ports)
}

/** Calls that look for the same deployments wait in the same line. */
function placeOf({ options: { tags = [] } }: Call, { group }: Stage): string {
  return [group.name, ...tags].join('\n')
}

async function waitInLine(
  call: Call,
  stage: Stage,
  priority: number | undefined,
  look: () => Taken | Refusal,
  { balancing, reliability }: RoutingRules,
  ports: CallPorts,
): Promise<Taken> {
  const { signal, timeoutSeconds } = call.options
  const seconds = timeoutSeconds ?? reliability.timeoutSeconds
  const found = await ports.line.wait(placeOf(call, stage), {
    priority: priority ?? Number.POSITIVE_INFINITY,
    look() {
      const taken = look()
      return typeof taken === 'string' ? undefined : taken
    },
    pollSeconds: balancing.pollSeconds,
    seconds,
    signal,
  })
  if (found) return found
  throw signal?.aborted
    ? new ProviderError('cancelled', 'The caller ended the call', { provider: 'router' })
    : new ProviderError(
        'timeout',
        `No deployment of ${stage.group.name} was free within ${seconds} seconds.`,
        {
          provider: 'router',
        },
      )
}

function hasSlots({ deployments }: Candidates, { maxParallelRequests }: Balancing): boolean {
  return maxParallelRequests !== undefined || deployments.some((one) => one.maxParallelRequests !== undefined)
}

function tryTaking(
  { deployments, kind, tokens, affinity }: Candidates,
  failed: ReadonlySet<string>,
  balancing: Balancing,
  { health, traffic, random, affinity: answered }: CallPorts,
): Taken | Refusal {
  const isCooling = (id: string) => health.isCooling(id)
  const preferred = answered.find(affinity)
  const situation = { balancing, traffic, kind, failed, tokens, isCooling, preferred, random: random() }
  const picked = pickDeployment(deployments, situation)
  return typeof picked === 'string' ? picked : { deployment: picked, trip: traffic.begin(picked.id, kind) }
}

function refuse(
  refusal: Refusal,
  { group }: Stage,
  { deployments }: Candidates,
  { health, traffic }: CallPorts,
): ProviderError {
  const ids = deployments.map(({ id }) => id)
  const seconds = refusal === 'resting' ? health.secondsUntilReady(ids) : traffic.secondsLeft()
  const why =
    refusal === 'resting'
      ? `All ${ids.length} are resting after failures.`
      : `All ${ids.length} have reached their rpm or tpm of this minute, or the prompt is larger than what is left.`
  return new ProviderError(
    'rate_limit',
    `No deployments available for selected model, Try again in ${seconds} seconds. Passed model=${group.name}. ${why}`,
    { provider: 'router', retryAfterSeconds: seconds },
  )
}

function excludedByTags(group: string, tags: readonly string[]): ProviderError {
  return new ProviderError(
    'authentication',
    `Not allowed to access model due to tags configuration. No deployment of ${group} fits the tags ${JSON.stringify(tags)}, and none is tagged "default".`,
    { provider: 'router' },
  )
}

function promptTooLong(group: string, deployments: readonly Deployment[], tokens: number): ProviderError {
  const widest = Math.max(...deployments.map(({ maxInputTokens = 0 }) => maxInputTokens))
  return new ProviderError(
    'context_window',
    `The prompt has about ${tokens} tokens, and no deployment of ${group} takes more than ${widest}.`,
    { provider: 'router' },
  )
}
