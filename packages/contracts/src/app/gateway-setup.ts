import { z } from 'zod'
import { gatewaySetup, testGatewayCallback, testGatewayMcpServer } from '../gateway/setup.ts'
import { defineRoute } from '../http/route.ts'
import { projectParams } from './time-range.ts'

export const showGatewaySetup = defineRoute({
  method: 'GET',
  path: '/api/app/projects/:projectId/gateway-setup',
  summary: 'What the config file of the gateway says',
  params: projectParams,
  response: z.object({
    /** Null: the gateway does not answer. */
    setup: gatewaySetup.nullable(),
    /** Whether the reader may have callbacks and MCP servers tested. */
    mayTest: z.boolean(),
  }),
})

/** False: the gateway does not answer, and nothing is known of what was to be tested. */
const reach = { isReachable: z.boolean() }

export const testSetupCallback = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/gateway-setup/callbacks/test',
  summary: 'Has the gateway tell a callback of a call that never was',
  params: projectParams,
  body: testGatewayCallback.body,
  response: testGatewayCallback.response.extend(reach),
})

export const testSetupMcpServer = defineRoute({
  method: 'POST',
  path: '/api/app/projects/:projectId/gateway-setup/mcp-servers/test',
  summary: 'Has the gateway ask an MCP server for its tools',
  params: projectParams,
  body: testGatewayMcpServer.body,
  response: testGatewayMcpServer.response.extend(reach),
})
