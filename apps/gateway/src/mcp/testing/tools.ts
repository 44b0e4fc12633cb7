import { existsSync } from 'node:fs'
import { setTimeout as delay } from 'node:timers/promises'
import { McpServer } from '@modelcontextprotocol/server'
import { z } from 'zod'

const text = (said: string) => ({ content: [{ type: 'text' as const, text: said }] })

/** A small server whose tools do whatever a test needs of one. */
export function createTools(): McpServer {
  const server = new McpServer({ name: 'test-tools', version: '1.0.0' })
  server.registerTool(
    'get_forecast',
    { description: 'The weather', inputSchema: z.object({ city: z.string() }) },
    async ({ city }) => text(`It is sunny in ${city}.`),
  )
  server.registerTool('refuse', { description: 'Always fails' }, async () => ({
    ...text('No such city.'),
    isError: true,
  }))
  server.registerTool('environment', { description: 'What the program is told' }, async () =>
    text(JSON.stringify(process.env)),
  )
  server.registerTool('pid', { description: 'Which process this is' }, async () => text(String(process.pid)))
  server.registerTool('hang', { description: 'Never answers' }, () => new Promise<never>(() => undefined))
  server.registerTool('freeze', { description: 'Keeps the whole program busy' }, async () => {
    for (;;);
  })
  server.registerTool('die', { description: 'Ends the program' }, async () => {
    process.kill(process.pid, 'SIGKILL')
    return text('never said')
  })
  server.registerTool(
    'wait',
    { description: 'Answers once a file is there', inputSchema: z.object({ file: z.string() }) },
    async ({ file }) => {
      while (!existsSync(file)) await delay(10)
      return text('It is there.')
    },
  )
  server.registerTool(
    'large',
    { description: 'Says much', inputSchema: z.object({ megabytes: z.number() }) },
    async ({ megabytes }) => text('x'.repeat(megabytes * 1024 * 1024)),
  )
  server.registerTool('steps', { description: 'Says how far it is' }, async (ctx) => {
    const { _meta: meta, notify } = ctx.mcpReq
    for (const progress of [1, 2])
      await notify({
        method: 'notifications/progress',
        params: { progress, total: 2, message: 'on the way', progressToken: meta?.progressToken },
      })
    return text('done')
  })
  return server
}
