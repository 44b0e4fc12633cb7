import type { Fields } from './fields.ts'
import type { Spending } from './gateway-config.ts'

const lengths = /^[1-9]\d{0,5}(s|m|h|d|w|mo)$/

/** The budget of all calls together. */
export function compileSpending(fields: Fields): Spending {
  const maxBudget = fields.number('litellm_settings', 'max_budget')
  const budgetDuration = fields.text('litellm_settings', 'budget_duration')
  if (budgetDuration !== undefined && !lengths.test(budgetDuration)) {
    return (
      fields
        .find('litellm_settings', 'budget_duration')
        ?.fail(
          'is not a length of time.',
          'Write for instance 30d: a number and one of s, m, h, d, w, mo.',
        ) ?? {}
    )
  }
  return {
    ...(maxBudget === undefined ? {} : { maxBudget }),
    ...(budgetDuration === undefined ? {} : { budgetDuration }),
  }
}
