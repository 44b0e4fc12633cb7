/** A line, area or stack of bars in a chart. */
export interface Series {
  readonly key: string
  readonly label: string
  /** CSS colour. */
  readonly color: string
}

/** A place on the time axis with the value of each series; null where there is none. */
export interface TimePoint {
  /** Milliseconds since the epoch. */
  readonly time: number
  readonly [key: string]: number | null
}

const palette = [1, 2, 3, 4, 5, 6, 7, 8].map((number) => `var(--chart-${number})`)
const rest = 'var(--chart-other)'

/** Under this name the server sums up the models beyond those that are charted. */
export const otherModels = 'other'

interface RankedModels {
  readonly models: readonly { readonly model: string }[]
  readonly points: readonly { readonly model: string }[]
}

/** Models with points, in the order of their totals; what is charted without a total comes last. */
export function chartedModels({ models, points }: RankedModels): string[] {
  const shown = new Set(points.map(({ model }) => model))
  const ranked = models.map(({ model }) => model).filter((model) => shown.delete(model))
  return [...ranked, ...shown]
}

/** Colours of models by their rank, so that a model has the same colour in every chart and table of the page. */
export function modelColors(models: readonly string[]): ReadonlyMap<string, string> {
  return new Map(models.map((model, rank) => [model, model === otherModels ? rest : (palette[rank] ?? rest)]))
}

type Point<V> = { readonly time: string; readonly model: string } & V

/** One row per time with a column per model. Times without a model hold `absent` for it. */
export function byModel<V extends object>(
  points: readonly Point<V>[],
  times: readonly string[],
  models: readonly string[],
  read: (point: Point<V>) => number | null,
  absent: number | null,
): TimePoint[] {
  const empty = Object.fromEntries(models.map((model) => [model, absent]))
  const rows = new Map<number, Record<string, number | null>>()
  for (const time of times) rows.set(Date.parse(time), { ...empty })
  for (const point of points) {
    const row = rows.get(Date.parse(point.time))
    if (row && point.model in empty) row[point.model] = read(point)
  }
  return [...rows].map(([time, values]) => ({ ...values, time }))
}

/** Times of points without repeats, from the earliest on. */
export function timesOf(points: readonly { readonly time: string }[]): string[] {
  return [...new Set(points.map(({ time }) => time))].sort()
}
