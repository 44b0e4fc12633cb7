import { Counter, type Registry } from 'prom-client'

export function createCallbackInstruments(registry: Registry) {
  const registers = [registry]
  const calls = new Counter({
    name: 'kansoku_callback_calls_total',
    help: 'Calls that callbacks were to be told of, by what became of them: delivered, rejected (the target never takes them), dropped (too many waited).',
    labelNames: ['callback', 'outcome'],
    registers,
  })
  const failures = new Counter({
    name: 'litellm_callback_logging_failures_metric_total',
    help: 'Calls that a callback was never told of.',
    labelNames: ['callback_name'],
    registers,
  })
  return {
    told(callback: string, outcome: string, count: number): void {
      if (count === 0) return
      calls.inc({ callback, outcome }, count)
      if (outcome !== 'delivered') failures.inc({ callback_name: callback }, count)
    },
  }
}
