import type { Deployment } from '../config/gateway-config.ts'

/** One at random, weighted by `weight`, `rpm` or `tpm` where given, else evenly (LiteLLM's simple-shuffle). */
export function shuffle(deployments: readonly Deployment[], random: number): Deployment | undefined {
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
