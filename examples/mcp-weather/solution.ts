import { McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'
import { findCity } from './cities.ts'
import { forecast } from './forecast.ts'
import { registerWeatherTools, unknownCity } from './weather-tools.ts'

const server = new McpServer({ name: 'weather', version: '0.1.0' })
registerWeatherTools(server)

// The exercise: which of two cities is warmer on a day?
server.registerTool(
  'compare_cities',
  {
    description: 'Which of two cities is warmer on a day, and by how many degrees Celsius.',
    annotations: { readOnlyHint: true },
    inputSchema: z.object({
      first: z.string().describe('English or Japanese name of a city'),
      second: z.string().describe('English or Japanese name of another city'),
      date: z.iso.date().describe('YYYY-MM-DD'),
    }),
  },
  async ({ first, second, date }) => {
    const one = findCity(first)
    if (!one) return unknownCity(first)
    const other = findCity(second)
    if (!other) return unknownCity(second)
    const highOf = (city: typeof one) => forecast(city, date, 1)[0]?.high ?? Number.NaN
    const difference = highOf(one) - highOf(other)
    const warmer = difference === 0 ? 'neither' : (difference > 0 ? one : other).names[0]
    return { content: [{ type: 'text', text: JSON.stringify({ warmer, degrees: Math.abs(difference) }) }] }
  },
)

console.error('the weather server is ready')
await server.connect(new StdioServerTransport())
