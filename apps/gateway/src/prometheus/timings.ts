import { Histogram, type Registry } from 'prom-client'

/** A histogram that is observed often and read seldom. */
export interface Timings<Label extends string> {
  /** @param labels the same object each time, where they are the same */
  observe(labels: Readonly<Record<Label, string>>, seconds: number): void
}

interface TimingsOptions<Label extends string> {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly Label[]
  /** Upper bounds in seconds, the lowest first. */
  readonly buckets: readonly number[]
  readonly registry: Registry
}

/** Counts in plain numbers: the histogram itself looks its labels up each time. */
export function createTimings<Label extends string>(options: TimingsOptions<Label>): Timings<Label> {
  const histogram = new PlainHistogram(options)
  return { observe: (labels, seconds) => histogram.count(labels, seconds) }
}

interface Observed {
  readonly labels: Readonly<Record<string, string>>
  /** Of each bucket alone, the last one without a bound. */
  readonly counts: number[]
  sum: number
}

class PlainHistogram<Label extends string> extends Histogram<Label> {
  readonly #options: TimingsOptions<Label>
  readonly #observed = new Map<Readonly<Record<Label, string>>, Observed>()

  constructor(options: TimingsOptions<Label>) {
    const { name, help, labelNames, buckets, registry } = options
    super({ name, help, labelNames: [...labelNames], buckets: [...buckets], registers: [registry] })
    this.#options = options
  }

  count(labels: Readonly<Record<Label, string>>, seconds: number): void {
    const { buckets } = this.#options
    let observed = this.#observed.get(labels)
    if (!observed) {
      observed = { labels, counts: Array(buckets.length + 1).fill(0), sum: 0 }
      this.#observed.set(labels, observed)
    }
    let bucket = 0
    while (seconds > (buckets[bucket] ?? Number.POSITIVE_INFINITY)) bucket++
    observed.counts[bucket] = (observed.counts[bucket] ?? 0) + 1
    observed.sum += seconds
  }

  /** What prom-client asks for, whatever it is written as. */
  getForPromString(): Promise<object> {
    const { name, help } = this.#options
    const values = [...this.#observed.values()].flatMap((one) => this.#valuesOf(one))
    return Promise.resolve({ name, help, type: 'histogram', aggregator: 'sum', values })
  }

  #valuesOf({ labels, counts, sum }: Observed) {
    const { name, buckets } = this.#options
    let count = 0
    const ofBuckets = counts.map((ofBucket, index) => {
      count += ofBucket
      return {
        metricName: `${name}_bucket`,
        labels: { le: buckets[index] ?? '+Inf' },
        sharedLabels: labels,
        value: count,
      }
    })
    return [
      ...ofBuckets,
      { metricName: `${name}_sum`, labels: {}, sharedLabels: labels, value: sum },
      { metricName: `${name}_count`, labels: {}, sharedLabels: labels, value: count },
    ]
  }
}
