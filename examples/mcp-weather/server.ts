import { McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { z } from 'zod'
import { cityNames, findCity } from './cities.ts'
import { forecast } from './forecast.ts'

const server = new McpServer({ name: 'weather', version: '0.1.0' })

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
    if (!city) {
      const text = `There is no forecast for "${name}". Cities: ${cityNames().join(', ')}`
      return { content: [{ type: 'text', text }], isError: true }
    }
    const answer = { city: city.names[0], days: forecast(city, date, days) }
    return { content: [{ type: 'text', text: JSON.stringify(answer) }] }
  },
)

// Standard output belongs to the protocol; whatever is for people goes to standard error.
console.error('the weather server is ready')
await server.connect(new StdioServerTransport())
