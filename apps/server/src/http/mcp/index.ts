import type { Door } from '../../context.ts'
import { requireProject } from '../langfuse/authenticate-project.ts'
import { renderLangfuseError } from '../langfuse/errors.ts'
import { requireAllowedHost } from './require-allowed-host.ts'

const bodyLimit = 4.5 * 1024 ** 2

/**
 * What models may ask of a project, in MCP: streamable HTTP, nothing is kept between requests. Opened by the keys of the
 * public API; each tool is a route of it.
 */
export const mcpDoor: Door = (context) => async (app) => {
  app.setErrorHandler(renderLangfuseError)
  const onRequest = [requireAllowedHost(context.config.mcpAllowedHosts), requireProject(context)]

  app.post('/api/public/mcp', { bodyLimit, onRequest }, async (request, reply) => {
    // Read when it is needed: most servers are never asked in MCP.
    const { serveMcp } = await import('./serve-mcp.ts')
    return reply.send(await serveMcp(context, app, request, reply))
  })
}
