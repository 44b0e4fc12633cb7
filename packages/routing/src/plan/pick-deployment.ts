import type { Deployment } from '../config/gateway-config.ts'

/**
 * Picks one of a group (LiteLLM's simple-shuffle): of those not cooling down, only the lowest `order`; one that has
 * just failed only when no other is left; weighted by `weight`, `rpm` or `tpm` where given, else evenly.
 * @param random 0 ≤ value < 1
 */
export function pickDeployment(
  deployments: readonly Deployment[],
  isCooling: (id: string) => boolean,
  failed: ReadonlySet<string>,
  random: number,
): Deployment | undefined {
  const healthy = deployments.filter(({ id }) => !isCooling(id))
  if (healthy.length <= 1) return healthy[0]
  const fresh = healthy.filter(({ id }) => !failed.has(id))
  const usable = fresh.length > 0 ? fresh : healthy
  const lowest = Math.min(...usable.map(({ order }) => order))
  return shuffle(
    usable.filter(({ order }) => order === lowest),
    random,
  )
}

function shuffle(deployments: readonly Deployment[], random: number): Deployment | undefined {
  const weighted = deployments.some(({ weight }) => weight !== undefined)
  const weights = deployments.map(({ weight }) => (weighted ? (weight ?? 0) : 1))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  if (total <= 0) return deployments[Math.floor(random * deployments.length)]
  let rest = random * total
  for (const [index, weight] of weights.entries()) {
    rest -= weight
    if (rest < 0) return deployments[index]
  }
  return deployments.at(-1)
}
