import type { Balancing, Deployment, Strategy } from '../config/gateway-config.ts'
import { knownFacts } from '../config/known-facts.ts'
import { shuffle } from './shuffle.ts'
import type { AnswerKind, DeploymentTraffic } from './traffic.ts'

/** What a strategy decides by. */
export interface Sight {
  readonly balancing: Balancing
  readonly traffic: DeploymentTraffic
  readonly kind: AnswerKind
  /** 0 ≤ value < 1. */
  readonly random: number
}

/** One of those that may be used: at random where the strategy sees no difference. */
export function choose(deployments: readonly Deployment[], sight: Sight): Deployment | undefined {
  const { strategy, latencyBuffer } = sight.balancing
  if (strategy === 'simple-shuffle') return shuffle(deployments, sight.random)
  const scores = deployments.map((deployment) => scoreOf[strategy](deployment, sight))
  const lowest = Math.min(...scores)
  const limit = strategy === 'latency-based-routing' ? lowest * (1 + latencyBuffer) : lowest
  const best = deployments.filter((_, index) => (scores[index] ?? 0) <= limit)
  return best[Math.floor(sight.random * best.length)]
}

type Score = (deployment: Deployment, sight: Sight) => number

/** The lowest score wins. */
const scoreOf: Readonly<Record<Exclude<Strategy, 'simple-shuffle'>, Score>> = {
  'least-busy': ({ id }, { traffic }) => traffic.running(id),
  'usage-based-routing': ({ id }, { traffic }) => traffic.minute(id).tokens,
  'cost-based-routing': costPerToken,
  // What has not answered yet is tried first: else it would never be known.
  'latency-based-routing': ({ id }, { traffic, kind, balancing }) =>
    traffic.pace(id, kind, balancing.latencyWindowSeconds) ?? 0,
}

/** LiteLLM's price of models that nobody knows the price of: they come last. */
const unknownCost = 10
const costs = new WeakMap<Deployment, number>()

/** US dollars for a token in and one out. */
function costPerToken(deployment: Deployment): number {
  const known = costs.get(deployment)
  if (known !== undefined) return known
  const own = deployment.price?.pricingTiers[0]?.prices
  const facts = knownFacts(deployment)
  const input = own?.input ?? facts?.inputCostPerToken
  const output = own?.output ?? facts?.outputCostPerToken
  const cost =
    input === undefined || input === null ? unknownCost : Number(input) + Number(output ?? unknownCost / 2)
  costs.set(deployment, cost)
  return cost
}
