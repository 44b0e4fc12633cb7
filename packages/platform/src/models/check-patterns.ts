import { faultOfLinearPattern, nestsRepetitions } from '@kansoku/catalog'
import { KansokuError, type PricingTierInput } from '@kansoku/contracts'
import { sql } from 'drizzle-orm'
import type { PlatformContext } from '../context.ts'

/**
 * A match pattern must be one for Postgres, whose dialect it is written in, and for the engine that prices observations,
 * which takes linear time and so knows neither look-around nor back-references. Throws `invalid_request`.
 */
export async function checkMatchPattern(ctx: PlatformContext, pattern: string): Promise<void> {
  if (!(await isPostgresPattern(ctx, pattern))) {
    throw new KansokuError('invalid_request', 'matchPattern is not a valid regex pattern (Postgres)')
  }
  const fault = faultOfLinearPattern(pattern)
  if (fault === null) return
  throw new KansokuError('invalid_request', `matchPattern cannot be used: ${fault}.`, {
    remedy: 'Write it without look-around, back-references and very long repetitions.',
  })
}

async function isPostgresPattern(ctx: PlatformContext, pattern: string): Promise<boolean> {
  try {
    await ctx.metadata.db.transaction(async (tx) => {
      await tx.execute(sql`SET LOCAL statement_timeout = 1000`)
      await tx.execute(sql`SELECT '' ~ ${pattern}`)
    })
    return true
  } catch (error) {
    if (!refusesPattern(error)) throw error
    return false
  }
}

/** Invalid regular expression, or one that takes too long to be compiled. */
function refusesPattern(error: unknown): boolean {
  for (let step = error; step instanceof Error; step = step.cause) {
    if ('code' in step && (step.code === '2201B' || step.code === '57014')) return true
  }
  return false
}

/** Throws `invalid_request`, as the contract does for the rest of a tier. */
export function checkTierPatterns(tiers: readonly PricingTierInput[]): void {
  const message = 'Invalid regex pattern: must be valid regex and not cause catastrophic backtracking'
  const issues = tiers.flatMap(({ conditions }, tier) =>
    conditions.flatMap((condition, index) => {
      if (!('usageDetailPattern' in condition)) return []
      const { usageDetailPattern: pattern } = condition
      if (faultOfLinearPattern(pattern) === null && !nestsRepetitions(pattern)) return []
      const path = ['pricingTiers', tier, 'conditions', index, 'usageDetailPattern']
      return [{ code: 'custom', path, message }]
    }),
  )
  if (issues.length > 0) throw new KansokuError('invalid_request', undefined, { details: issues })
}
