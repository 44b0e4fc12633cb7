import { StdioServerTransport } from '@modelcontextprotocol/server/stdio'
import { createTools } from './tools.ts'

console.error('the tools are ready')
await createTools().connect(new StdioServerTransport())
