import { createHash } from 'node:crypto'
import type { City } from './cities.ts'

export interface DayForecast {
  /** `YYYY-MM-DD`. */
  readonly date: string
  readonly condition: 'sunny' | 'cloudy' | 'rain' | 'snow'
  /** Degrees Celsius. */
  readonly high: number
  readonly low: number
  /** Percent. */
  readonly chanceOfRain: number
}

const dayMs = 86_400_000

/** Made up, but the same whenever it is asked for: from the season of the city and a number that belongs to the day. */
export function forecast(city: City, firstDate: string, days: number): DayForecast[] {
  const first = Date.parse(`${firstDate}T00:00:00Z`)
  return Array.from({ length: days }, (_, index) => forecastDay(city, new Date(first + index * dayMs)))
}

function forecastDay(city: City, day: Date): DayForecast {
  const date = day.toISOString().slice(0, 10)
  const [rain = 0, warmth = 0] = createHash('sha256').update(`${city.names[0]} ${date}`).digest()
  const chanceOfRain = Math.round((rain / 255) * 10) * 10
  const mean = Math.round(seasonalMean(city, day) + (warmth / 255) * 6 - 3)
  return { date, condition: conditionOf(chanceOfRain, mean), high: mean + 4, low: mean - 4, chanceOfRain }
}

/** A year as a wave, coldest in the middle of January. */
function seasonalMean({ january, july }: City, day: Date): number {
  const coldest = Date.UTC(day.getUTCFullYear(), 0, 15)
  const share = (1 - Math.cos(((day.getTime() - coldest) / (365.25 * dayMs)) * 2 * Math.PI)) / 2
  return january + (july - january) * share
}

function conditionOf(chanceOfRain: number, mean: number): DayForecast['condition'] {
  if (chanceOfRain >= 60) return mean <= 0 ? 'snow' : 'rain'
  return chanceOfRain >= 30 ? 'cloudy' : 'sunny'
}
