import type { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'
import { cityNames, findCity } from './cities.ts'
import { forecast } from './forecast.ts'

/** Tells what forecasts there are, and gives them. */
export function registerWeatherTools(server: McpServer): void {
  server.registerTool(
    'list_cities',
    { description: 'The cities that there are forecasts for.', annotations: { readOnlyHint: true } },
    async () => ({ content: [{ type: 'text', text: cityNames().join('\n') }] }),
  )
  server.registerTool(
    'get_forecast',
    {
      description: 'The weather of a city, day by day. For practice: the numbers are made up.',
      annotations: { readOnlyHint: true },
      inputSchema: z.object({
        city: z.string().describe('English or Japanese name, for instance Tokyo or 東京'),
        date: z.iso.date().optional().describe('First day, YYYY-MM-DD; today where absent'),
        days: z.number().int().min(1).max(7).default(3),
      }),
    },
    async ({ city: name, date = new Date().toISOString().slice(0, 10), days }) => {
      const city = findCity(name)
      if (!city) return unknownCity(name)
      const answer = { city: city.names[0], days: forecast(city, date, days) }
      return { content: [{ type: 'text', text: JSON.stringify(answer) }] }
    },
  )
}

/** An answer that lets a model correct itself. */
export function unknownCity(name: string) {
  const text = `There is no forecast for "${name}". Cities: ${cityNames().join(', ')}`
  return { content: [{ type: 'text' as const, text }], isError: true }
}
