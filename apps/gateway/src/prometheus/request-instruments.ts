import { Gauge, type Registry } from 'prom-client'
import { createLabelSets } from './label-sets.ts'
import { createTally } from './tally.ts'
import { createTimings } from './timings.ts'

export interface EndedRequest {
  readonly method: string
  /** Path of the endpoint, without values; undefined for a path that nobody serves. */
  readonly route: string | undefined
  readonly status: number
  readonly seconds: number
}

const ofRoutes = ['method', 'route'] as const
const ofAnswers = [...ofRoutes, 'status'] as const

export function createRequestInstruments(registry: Registry) {
  const registers = [registry]
  let inFlight = 0
  const ended = createTally({
    name: 'kansoku_http_requests_total',
    help: 'Requests that are over, by route.',
    labelNames: ofAnswers,
    registry,
  })
  const seconds = createTimings({
    name: 'kansoku_http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer.',
    labelNames: ofRoutes,
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
      ended.add(answerLabels(method, route, String(status)), 1)
      seconds.observe(routeLabels(method, route), took)
    },
  }
}

const routeLabels = createLabelSets(ofRoutes)
const answerLabels = createLabelSets(ofAnswers)

export type RequestInstruments = ReturnType<typeof createRequestInstruments>
