import { collectDefaultMetrics, type Registry } from 'prom-client'

/**
 * The registry as text, with what Node tells of the process: CPU, memory, delay of the event loop. That is measured
 * from the first reading on: the delay takes a hundred samples a second, which an idle process is spared.
 */
export function createExposition(registry: Registry) {
  let isProcessMeasured = false
  const measured = () => {
    if (!isProcessMeasured) collectDefaultMetrics({ register: registry })
    isProcessMeasured = true
    return registry
  }
  return {
    contentType: registry.contentType,
    render: (): Promise<string> => measured().metrics(),
    /** The same as prom-client adds it up with that of other processes. */
    read: (): Promise<unknown> => measured().getMetricsAsJSON(),
  }
}
