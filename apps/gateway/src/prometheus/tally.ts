import { Counter, type Registry } from 'prom-client'

/** A counter that is added to often and read seldom. */
export interface Tally<Label extends string> {
  /** @param labels the same object each time, where they are the same */
  add(labels: Readonly<Record<Label, string>>, amount: number): void
}

interface TallyOptions<Label extends string> {
  readonly name: string
  readonly help: string
  readonly labelNames: readonly Label[]
  readonly registry: Registry
}

/** Sums in plain numbers, and counts them when somebody asks: the counter itself looks its labels up each time. */
export function createTally<Label extends string>(options: TallyOptions<Label>): Tally<Label> {
  const { name, help, labelNames, registry } = options
  const sums = new Map<Readonly<Record<Label, string>>, number>()
  new Counter({
    name,
    help,
    labelNames: [...labelNames],
    registers: [registry],
    collect() {
      for (const [labels, amount] of sums) this.inc(labels, amount)
      sums.clear()
    },
  })
  return { add: (labels, amount) => void sums.set(labels, (sums.get(labels) ?? 0) + amount) }
}
