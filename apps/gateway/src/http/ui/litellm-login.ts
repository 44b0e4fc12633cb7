import { signInWithEmail, uiPrefix } from '@kansoku/contracts/gateway'
import { type Dispatcher, request } from 'undici'
import type { GatewayContext } from '../../context.ts'
import { type Exchange, requestIdOf, sendJson } from '../exchange.ts'
import { badRequest, HttpError } from '../http-error.ts'
import { readJsonObject } from '../read-body.ts'
import { serverAway } from '../server-address.ts'
import { toServer, uiNeedsServer } from './forward-ui.ts'

/** Addresses of LiteLLM's forms lead to the form there is, wherever a proxy shows the gateway. */
export function redirectToUi(exchange: Exchange): void {
  const depth = exchange.path.split('/').length - 2
  exchange.request.resume()
  exchange.response.writeHead(303, {
    'x-request-id': requestIdOf(exchange),
    location: `${'../'.repeat(depth)}${uiPrefix.slice(1)}/`,
  })
  exchange.response.end()
}

const mostBytes = 64 * 1024

/** LiteLLM's sign-in for programs: the answer carries the cookie of the session. */
export async function handleLogin(exchange: Exchange, context: GatewayContext): Promise<void> {
  const { username, password } = await readJsonObject(exchange.request, mostBytes)
  if (typeof username !== 'string') throw badRequest('username must be a text.', 'username')
  if (typeof password !== 'string') throw badRequest('password must be a text.', 'password')
  const { server } = context.settings
  if (!server) throw uiNeedsServer()
  const { 'content-length': _, ...headers } = toServer(exchange.request)
  const answer = await request(`${server.url}${signInWithEmail.path}`, {
    method: signInWithEmail.method,
    headers: { ...headers, 'content-type': 'application/json', 'accept-encoding': 'identity' },
    body: JSON.stringify({ email: username, password }),
  }).catch((error: unknown) => {
    throw serverAway(error)
  })
  if (answer.statusCode !== 200) throw await refusalOf(answer)
  await answer.body.dump()
  exchange.response.setHeader('set-cookie', answer.headers['set-cookie'] ?? [])
  sendJson(exchange, 200, { redirect_url: `${uiPrefix}/` })
}

async function refusalOf({ statusCode, headers, body }: Dispatcher.ResponseData): Promise<HttpError> {
  const { message = 'The server refused the sign-in.' } = (await body.json()) as { message?: string }
  const wait = Number(headers['retry-after'])
  return new HttpError(
    statusCode,
    'auth_error',
    message,
    Number.isFinite(wait) ? { retryAfterSeconds: wait } : {},
  )
}

/** What LiteLLM's UI asks before it shows a form. */
export function handleUiConfig(exchange: Exchange, { settings }: GatewayContext): void {
  sendJson(exchange, 200, {
    server_root_path: '/',
    proxy_base_url: settings.proxyBaseUrl ?? null,
    auto_redirect_to_sso: false,
    sso_configured: false,
    admin_ui_disabled: settings.server === undefined,
  })
}
