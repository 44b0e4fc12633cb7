import {
  checkGatewayModel,
  getGatewaySetup,
  listGatewayDeployments,
  tellGatewayOfChange,
  testGatewayCallback,
  testGatewayDeployment,
  testGatewayMcpServer,
  uiPrefix,
} from '@kansoku/contracts/gateway'
import type { GatewayContext } from '../context.ts'
import { version } from '../version.ts'
import { handleCacheDelete, handleCacheFlush, handleCachePing } from './admin/cache.ts'
import { handleCostEstimate } from './admin/cost-estimate.ts'
import { handleApplyGuardrail, handleGuardrailList } from './admin/guardrails.ts'
import { handleLiveness, handleReadiness } from './admin/health.ts'
import { handleMetrics } from './admin/metrics.ts'
import { handleModelHealth } from './admin/model-health.ts'
import { handleServiceHealth } from './admin/service-health.ts'
import { handleSpendCalculate } from './admin/spend-calculate.ts'
import { handleCountTokens } from './anthropic/count-tokens.ts'
import { handleMessages } from './anthropic/messages.ts'
import { type Exchange, sendJson } from './exchange.ts'
import { handleChange } from './internal/change.ts'
import { handleCheckModel, handleDeployments, handleTestDeployment } from './internal/deployments.ts'
import { handleSetup } from './internal/setup.ts'
import { handleTestCallback } from './internal/test-callback.ts'
import { handleTestMcpServer } from './internal/test-mcp-server.ts'
import { managementEndpoints } from './management/management-endpoints.ts'
import { handleMcp } from './mcp/mcp.ts'
import { handleToolCall, handleToolList } from './mcp/rest.ts'
import { handleMcpServers } from './mcp/servers.ts'
import { handleModelGroupInfo } from './models/model-group-info.ts'
import { handleModelInfo, handleModelInfoPage } from './models/model-info.ts'
import { handleModel, handleModelList } from './models/models.ts'
import { handleSupportedParams } from './models/supported-params.ts'
import { handleTokenCounter } from './models/token-counter.ts'
import { handleChatCompletions } from './openai/chat-completions.ts'
import { handleCompletions } from './openai/completions.ts'
import { handleEmbeddings } from './openai/embeddings.ts'
import { orOwnApi } from './pass-through/or-own-api.ts'
import { passThroughEndpoints } from './pass-through/pass-through.ts'
import { handleInputTokens } from './responses/input-tokens.ts'
import { handleResponses } from './responses/responses.ts'
import {
  handleCancelResponse,
  handleDeleteResponse,
  handleInputItems,
  handleResponse,
} from './responses/stored-responses.ts'
import type { Endpoint } from './router.ts'
import { handleImages } from './tasks/images.ts'
import { handleModerations } from './tasks/moderations.ts'
import { handleRerank } from './tasks/rerank.ts'
import { handleSpeech } from './tasks/speech.ts'
import { handleTranscriptions } from './tasks/transcriptions.ts'
import { forwardUi } from './ui/forward-ui.ts'
import { handleLogin, handleUiConfig, redirectToUi } from './ui/litellm-login.ts'

/** Everything that the gateway serves. `contextFor` gives the context that a request keeps to its end. */
export function listEndpoints(contextFor: (exchange: Exchange) => GatewayContext): Endpoint[] {
  const open = (
    method: string,
    path: string,
    handle: (exchange: Exchange, context: GatewayContext) => unknown,
  ) => ({
    method,
    path,
    handle: async (exchange: Exchange) => {
      await handle(exchange, contextFor(exchange))
    },
  })
  const guarded: typeof open = (method, path, handle) =>
    open(method, path, (exchange, context) => {
      context.authenticate(exchange)
      return handle(exchange, context)
    })
  return [
    ...pathsOf('chat/completions').map((path) => open('POST', path, handleChatCompletions)),
    ...pathsOf('embeddings').map((path) => open('POST', path, handleEmbeddings)),
    ...[...pathsOf('rerank'), '/v2/rerank'].map((path) => open('POST', path, handleRerank)),
    ...pathsOf('moderations').map((path) => open('POST', path, handleModerations)),
    ...pathsOf('images/generations').map((path) => open('POST', path, handleImages)),
    ...pathsOf('audio/speech').map((path) => open('POST', path, handleSpeech)),
    ...pathsOf('audio/transcriptions').map((path) => open('POST', path, handleTranscriptions)),
    ...pathsOf('completions').map((path) => open('POST', path, handleCompletions)),
    open('POST', '/v1/messages', handleMessages),
    open('POST', '/v1/messages/count_tokens', handleCountTokens),
    open('POST', '/anthropic/v1/messages', orOwnApi(handleMessages)),
    open('POST', '/anthropic/v1/messages/count_tokens', orOwnApi(handleCountTokens)),
    ...responsePaths.flatMap((path) => [
      open('POST', path, handleResponses),
      open('POST', `${path}/input_tokens`, handleInputTokens),
      open('GET', `${path}/:id`, handleResponse),
      open('DELETE', `${path}/:id`, handleDeleteResponse),
      open('POST', `${path}/:id/cancel`, handleCancelResponse),
      open('GET', `${path}/:id/input_items`, handleInputItems),
    ]),
    open('GET', '/models', handleModelList),
    open('GET', '/v1/models', handleModelList),
    open('GET', '/models/*id', handleModel),
    open('GET', '/v1/models/*id', handleModel),
    open('GET', '/model/info', handleModelInfo),
    open('GET', '/v1/model/info', handleModelInfo),
    open('GET', '/v2/model/info', handleModelInfoPage),
    open('GET', '/model_group/info', handleModelGroupInfo),
    open('GET', '/utils/supported_openai_params', handleSupportedParams),
    open('POST', '/utils/token_counter', handleTokenCounter),
    guarded('POST', '/spend/calculate', handleSpendCalculate),
    guarded('POST', '/cost/estimate', handleCostEstimate),
    ...['/guardrails/list', '/v2/guardrails/list'].map((path) => guarded('GET', path, handleGuardrailList)),
    guarded('POST', '/guardrails/apply_guardrail', handleApplyGuardrail),
    ...mcpPaths.flatMap((path) => ['POST', 'GET', 'DELETE'].map((method) => open(method, path, handleMcp))),
    ...toolPaths.map((path) => open('GET', `${path}/list`, handleToolList)),
    ...toolPaths.map((path) => open('POST', `${path}/call`, handleToolCall)),
    open('GET', '/v1/mcp/server', handleMcpServers),
    ...passThroughEndpoints.map(({ method, path, handle }) => open(method, path, handle)),
    ...managementEndpoints.map(({ method, path, handle }) => open(method, path, handle)),
    open('GET', '/health/liveliness', handleLiveness),
    open('GET', '/health/liveness', handleLiveness),
    open('GET', '/health/readiness', handleReadiness),
    open('GET', '/health', handleModelHealth),
    open('GET', '/health/services', handleServiceHealth),
    open('GET', '/metrics', handleMetrics),
    open(listGatewayDeployments.method, listGatewayDeployments.path, handleDeployments),
    open(testGatewayDeployment.method, testGatewayDeployment.path, handleTestDeployment),
    open(checkGatewayModel.method, checkGatewayModel.path, handleCheckModel),
    open(tellGatewayOfChange.method, tellGatewayOfChange.path, handleChange),
    open(getGatewaySetup.method, getGatewaySetup.path, handleSetup),
    open(testGatewayCallback.method, testGatewayCallback.path, handleTestCallback),
    open(testGatewayMcpServer.method, testGatewayMcpServer.path, handleTestMcpServer),
    open('GET', '/cache/ping', handleCachePing),
    open('POST', '/cache/delete', handleCacheDelete),
    open('POST', '/cache/flushall', handleCacheFlush),
    ...['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'].flatMap((method) =>
      [uiPrefix, `${uiPrefix}/`, `${uiPrefix}/*rest`].map((path) => open(method, path, forwardUi)),
    ),
    ...['GET', 'POST'].map((method) => open(method, '/login', redirectToUi)),
    open('GET', '/sso/key/generate', redirectToUi),
    open('POST', '/v2/login', handleLogin),
    open('GET', '/.well-known/litellm-ui-config', handleUiConfig),
    ...['GET', 'HEAD'].flatMap((method) => ['/', '/api/hello'].map((path) => open(method, path, greet))),
  ]
}

/** Authentication is part of the handler: its time counts and its errors carry the call's id. */
const pathsOf = (name: string) => [
  `/${name}`,
  `/v1/${name}`,
  `/engines/*model/${name}`,
  `/v1/engines/*model/${name}`,
  `/openai/deployments/*model/${name}`,
]

const mcpPaths = ['/mcp', '/mcp/', '/mcp/:servers', '/:servers/mcp']
const toolPaths = ['/mcp-rest/tools', '/mcp/tools']
const responsePaths = ['/responses', '/v1/responses']

function greet(exchange: Exchange): void {
  sendJson(exchange, 200, {
    name: 'Kansoku gateway',
    version,
    models: '/v1/models',
    health: '/health/readiness',
  })
}
