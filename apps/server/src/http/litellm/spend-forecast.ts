import { predictSpend } from '@kansoku/contracts'
import type { Door } from '../../context.ts'
import { managementRoute } from './management-route.ts'

/** What a month will have cost. */
export const spendForecastRoutes: Door = (context) => async (app) => {
  app.route(managementRoute(context, predictSpend, async ({ body }) => forecastMonth(body.data)))
}

interface SpentOnDay {
  /** `YYYY-MM-DD`; several of one day are added up. */
  readonly date: string
  /** US dollars. */
  readonly spend: number
}

const dayMs = 86_400_000
/** As many days tell how fast money is spent. */
const recentDays = 7

/** The days that are left of the last day's month, at the pace of the week before them. */
export function forecastMonth(data: readonly SpentOnDay[]) {
  const times = data.map(({ date }) => Date.parse(date))
  const last = Math.max(...times)
  const first = Math.max(Math.min(...times), last - (recentDays - 1) * dayMs)
  const pace = sumOf(data, (time) => time >= first) / (Math.round((last - first) / dayMs) + 1)
  const { month, monthEnd, monthName } = monthOf(last)
  const left = Math.round((monthEnd - last) / dayMs) - 1
  const days = Array.from({ length: left }, (_, index) => new Date(last + (index + 1) * dayMs))
  const total = sumOf(data, (time) => time >= month) + pace * left
  return {
    response: days.map((day) => ({ date: day.toISOString().slice(0, 10), predicted_spend: pace })),
    predicted_spend: `Predicted Spend for ${monthName}, $${total.toFixed(2)}`,
  }
}

function sumOf(data: readonly SpentOnDay[], isWithin: (time: number) => boolean): number {
  return data.filter(({ date }) => isWithin(Date.parse(date))).reduce((sum, { spend }) => sum + spend, 0)
}

function monthOf(time: number) {
  const date = new Date(time)
  const [year, number] = [date.getUTCFullYear(), date.getUTCMonth()]
  const name = new Intl.DateTimeFormat('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
  return {
    month: Date.UTC(year, number),
    monthEnd: Date.UTC(year, number + 1),
    monthName: name.format(date),
  }
}
