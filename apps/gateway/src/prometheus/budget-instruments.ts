import { Counter, type Registry } from 'prom-client'

export function createBudgetInstruments(registry: Registry) {
  const warnings = new Counter({
    name: 'kansoku_soft_budgets_used_up_total',
    help: 'Soft budgets that were used up, once in each of their windows.',
    registers: [registry],
  })
  return {
    warned(): void {
      warnings.inc()
    },
  }
}
