import { Counter, Histogram, type Registry } from 'prom-client'

export interface EndedRequest {
  readonly method: string
  /** As the server registers it, without values; undefined for a path that no route has. */
  readonly route: string | undefined
  readonly status: number
  readonly seconds: number
}

export function createRequestInstruments(registry: Registry) {
  const ended = new Counter({
    name: 'kansoku_http_requests_total',
    help: 'Requests that were answered, by route.',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'kansoku_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  })
  return {
    ended({ method, route = 'none', status, seconds: took }: EndedRequest): void {
      ended.inc({ method, route, status })
      seconds.observe({ method, route }, took)
    },
  }
}
