import { Gauge, type Registry } from 'prom-client'
import { createTally } from './tally.ts'
import { createTimings } from './timings.ts'

export interface EndedRequest {
  readonly method: string
  /** Path of the endpoint, without values; undefined for a path that nobody serves. */
  readonly route: string | undefined
  readonly status: number
  readonly seconds: number
}

export function createRequestInstruments(registry: Registry) {
  const registers = [registry]
  let inFlight = 0
  const ended = createTally({
    name: 'kansoku_http_requests_total',
    help: 'Requests that are over, by route.',
    labelNames: ['method', 'route', 'status'],
    registry,
  })
  const seconds = createTimings({
    name: 'kansoku_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registry,
  })
  new Gauge({
    name: 'litellm_in_flight_requests',
    help: 'Requests under way.',
    registers,
    collect() {
      this.set(inFlight)
    },
  })
  return {
    began(): void {
      inFlight++
    },
    ended({ method, route = 'none', status, seconds: took }: EndedRequest): void {
      inFlight--
      const labels = labelsOf(method, route)
      ended.add(labels.withStatus(status), 1)
      seconds.observe(labels.ofRoute, took)
    },
  }
}

interface RouteLabels {
  readonly ofRoute: { readonly method: string; readonly route: string }
  withStatus(status: number): { readonly method: string; readonly route: string; readonly status: string }
}

const knownLabels = new Map<string, RouteLabels>()

/** The same objects each time: what counts does so by them. */
function labelsOf(method: string, route: string): RouteLabels {
  const id = `${method} ${route}`
  const known = knownLabels.get(id)
  if (known) return known
  const byStatus = new Map<number, ReturnType<RouteLabels['withStatus']>>()
  const labels: RouteLabels = {
    ofRoute: { method, route },
    withStatus(status) {
      const counted = byStatus.get(status) ?? { method, route, status: String(status) }
      byStatus.set(status, counted)
      return counted
    },
  }
  knownLabels.set(id, labels)
  return labels
}

export type RequestInstruments = ReturnType<typeof createRequestInstruments>
