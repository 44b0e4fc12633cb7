import { Gauge, Histogram, type Registry } from 'prom-client'
import { createTally } from './tally.ts'

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
  const seconds = new Histogram({
    name: 'kansoku_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ['method', 'route'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 120],
    registers,
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
      ended.add(sharedLabels({ method, route, status: String(status) }), 1)
      seconds.observe({ method, route }, took)
    },
  }
}

interface Labels {
  readonly method: string
  readonly route: string
  readonly status: string
}

const knownLabels = new Map<string, Labels>()

/** The same object each time: a tally counts by it. */
function sharedLabels(labels: Labels): Labels {
  const id = `${labels.method} ${labels.status} ${labels.route}`
  const known = knownLabels.get(id)
  if (known) return known
  knownLabels.set(id, labels)
  return labels
}

export type RequestInstruments = ReturnType<typeof createRequestInstruments>
