import { McpServer } from '@modelcontextprotocol/server'
import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { registerWeatherTools } from './weather-tools.ts'

const server = new McpServer({ name: 'weather', version: '0.1.0' })
registerWeatherTools(server)

// Standard output belongs to the protocol; whatever is for people goes to standard error.
console.error('the weather server is ready')
await server.connect(new StdioServerTransport())
