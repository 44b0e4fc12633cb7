import { type Fields, type Found, toNumber } from './fields.ts'
import type { Spending } from './gateway-config.ts'
import { isMap } from './inspect.ts'

const lengths = /^[1-9]\d{0,5}(s|m|h|d|w|mo)$/

/** The budget of all calls together, and those of providers. */
export function compileSpending(fields: Fields): Spending {
  const duration = fields.find('litellm_settings', 'budget_duration')
  return {
    ...readBudget(fields.number('litellm_settings', 'max_budget'), duration?.value, duration),
    providers: readProviders(fields.find('router_settings', 'provider_budget_config')),
  }
}

function readProviders(found: Found | undefined): Spending['providers'] {
  if (!found) return new Map()
  const form = 'Write openai: {budget_limit: 100, time_period: 1d}.'
  if (!isMap(found.value)) return found.fail('is not a map.', form)
  return new Map(
    Object.entries(found.value).map(([provider, terms]) => {
      const { budget_limit, max_budget, time_period, budget_duration } = isMap(terms) ? terms : {}
      const limit = toNumber(budget_limit ?? max_budget)
      if (limit === undefined) return found.fail(`has no budget_limit for ${provider}.`, form, provider)
      return [provider, readBudget(limit, time_period ?? budget_duration, found, provider)]
    }),
  )
}

function readBudget(
  maxBudget: number | undefined,
  duration: unknown,
  found: Found | undefined,
  ...below: readonly string[]
) {
  if (duration !== undefined && duration !== null && !lengths.test(String(duration))) {
    found?.fail(
      `has no length of time: ${JSON.stringify(duration)}.`,
      'Write for instance 30d: a number and one of s, m, h, d, w, mo.',
      ...below,
    )
  }
  return {
    ...(maxBudget === undefined ? {} : { maxBudget }),
    ...(duration === undefined || duration === null ? {} : { budgetDuration: String(duration) }),
  }
}
