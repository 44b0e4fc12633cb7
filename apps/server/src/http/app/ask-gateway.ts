import {
  checkGatewayModel,
  type GatewayModel,
  type GatewaySetup,
  getGatewaySetup,
  KansokuError,
  listGatewayDeployments,
  type Route,
  type RouteResponse,
  tellGatewayOfChange,
  testGatewayCallback,
  testGatewayDeployment,
  testGatewayMcpServer,
} from '@kansoku/contracts'
import type { z } from 'zod'
import type { ServerContext } from '../../context.ts'

const patienceMs = 5_000
/** A model may think for a minute before the gateway gives it up. */
const longPatienceMs = 70_000

type Answer<R extends Route> = RouteResponse<R> | { readonly status: number } | undefined

/** Deployments of the gateway; undefined where it cannot be reached or does not know this server. */
export async function askDeployments(
  context: ServerContext,
): Promise<RouteResponse<typeof listGatewayDeployments> | undefined> {
  const answer = await ask(context, listGatewayDeployments, patienceMs)
  return answer && 'deployments' in answer ? answer : undefined
}

/** Has a deployment called; the status of a refusal, and undefined as above. */
export async function askTest(
  context: ServerContext,
  id: string,
): Promise<Answer<typeof testGatewayDeployment>> {
  return ask(context, testGatewayDeployment, longPatienceMs, { id })
}

/** What is wrong with a deployment that is to be added, as an answer. */
export async function askFault(
  context: ServerContext,
  model: GatewayModel,
): Promise<Answer<typeof checkGatewayModel>> {
  return ask(context, checkGatewayModel, patienceMs, model)
}

/** What was stored before counts with it afterwards; where it cannot be reached, once it asks by itself. */
export async function tellOfChange(context: ServerContext): Promise<void> {
  await ask(context, tellGatewayOfChange, patienceMs)
}

/** What its config file says; undefined where it cannot be reached or does not know this server. */
export async function askSetup(context: ServerContext): Promise<GatewaySetup | undefined> {
  const answer = await ask(context, getGatewaySetup, patienceMs)
  return answer && 'loadedAt' in answer ? answer : undefined
}

/** Has a callback told of a test; the status of a refusal, and undefined as above. */
export async function askCallbackTest(
  context: ServerContext,
  callback: z.output<(typeof testGatewayCallback)['body']>,
): Promise<Answer<typeof testGatewayCallback>> {
  return ask(context, testGatewayCallback, longPatienceMs, callback)
}

/** Has an MCP server asked for its tools, likewise. */
export async function askMcpServerTest(
  context: ServerContext,
  name: string,
): Promise<Answer<typeof testGatewayMcpServer>> {
  return ask(context, testGatewayMcpServer, longPatienceMs, { name })
}

/** What to tell of a test whose answer did not come. */
export const away = { error: 'The gateway does not answer', seconds: 0, isReachable: false }

/**
 * A test's result; undefined where the gateway did not answer, or refused.
 * @throws {KansokuError} `not_found` where it knows of nothing of that name, which is a `kind`
 */
export function tested<T extends { readonly seconds: number }>(
  answer: T | { readonly status: number } | undefined,
  kind: string,
  name: string,
): (T & { readonly isReachable: true }) | undefined {
  if (answer && 'seconds' in answer) return { ...answer, isReachable: true }
  if (answer?.status === 404) throw new KansokuError('not_found', `${kind} ${name} not found`)
  return undefined
}

async function ask<R extends Route>(
  { config }: ServerContext,
  route: R,
  timeoutMs: number,
  body?: object,
): Promise<Answer<R>> {
  const url = config.gatewayUrl ?? `http://127.0.0.1:${config.gatewayPort}`
  try {
    const answer = await fetch(`${url.replace(/\/+$/, '')}${route.path}`, {
      method: route.method,
      headers: {
        authorization: `Bearer ${config.internalSecret}`,
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      signal: AbortSignal.timeout(timeoutMs),
      redirect: 'error',
    })
    if (!answer.ok) return { status: answer.status }
    return route.response.parse(await answer.json()) as RouteResponse<R>
  } catch {
    // Away, too slow, or something else that listens there: nothing is known of its models in each case.
    return undefined
  }
}
