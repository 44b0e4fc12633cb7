import type { Route } from '../http/route.ts'
import { isRequired, type Json, shapeOf, toJsonSchema } from './json-schema.ts'
import { publicRoutes } from './public-routes.ts'

const errors = {
  400: 'The request is invalid; `error` says where',
  401: 'No key, or a wrong one',
  403: 'The key may not do this',
  404: 'Not found within the project of the key',
  429: 'Too many requests; `Retry-After` says when to try again',
  503: 'Too much is waiting, or a store does not answer; `Retry-After` says when to try again',
} as const

interface DocumentOptions {
  /** Of the product. */
  readonly version: string
  /** Path prefix of the server at its proxy, without a slash at its end. */
  readonly basePath?: string
}

/** The OpenAPI 3.1 document of the public API. */
export function buildOpenApiDocument({ version, basePath }: DocumentOptions): Json {
  const paths: Record<string, Record<string, Json>> = {}
  for (const [tag, routes] of Object.entries(publicRoutes)) {
    for (const [operationId, route] of Object.entries<Route>(routes)) {
      const path = route.path.replace(/:(\w+)/g, '{$1}')
      paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(operationId, tag, route) }
    }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Kansoku',
      version,
      description:
        'The public API: telemetry in and out, in the dialect of Langfuse. Keys belong to a project.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: basePath || '/' }],
    tags: Object.keys(publicRoutes).map((name) => ({ name })),
    paths,
    components: {
      securitySchemes: {
        BasicAuth: {
          type: 'http',
          scheme: 'basic',
          description: 'Public key as user, secret key as password',
        },
        PublicKey: {
          type: 'http',
          scheme: 'bearer',
          description: 'A public key alone: may only send scores',
        },
      },
      schemas: { Error: errorSchema },
    },
  }
}

const errorSchema = {
  type: 'object',
  properties: {
    message: { type: 'string', description: 'What was wrong and what to do' },
    error: { description: 'Name of the error class, or the list of what is invalid' },
    requestId: { type: 'string', description: 'With 500 and 503: `X-Request-Id` of the answer' },
  },
  required: ['message'],
}

function operation(operationId: string, tag: string, route: Route): Json {
  return {
    operationId,
    tags: [tag],
    summary: route.summary,
    security: securityOf(route),
    parameters: [...parametersOf('path', route), ...parametersOf('query', route)],
    ...(route.body && {
      requestBody: {
        required: isRequired(route.body),
        content: { 'application/json': { schema: toJsonSchema(route.body, 'input') } },
      },
    }),
    responses: { [route.status ?? 200]: successOf(route), ...errorResponses(route) },
  }
}

function securityOf({ auth = 'project' }: Route): Json[] {
  if (auth === 'none') return []
  return auth === 'scores' ? [{ BasicAuth: [] }, { PublicKey: [] }] : [{ BasicAuth: [] }]
}

function parametersOf(place: 'path' | 'query', route: Route): Json[] {
  return shapeOf(place === 'path' ? route.params : route.query).map(([name, schema]) => ({
    name,
    in: place,
    required: place === 'path' || isRequired(schema),
    schema: toJsonSchema(schema, 'input'),
  }))
}

function successOf(route: Route): Json {
  const description = route.summary
  if (route.status === 204) return { description }
  return { description, content: { 'application/json': { schema: toJsonSchema(route.response, 'output') } } }
}

function errorResponses({ auth, params }: Route): Json {
  const statuses = Object.entries(errors).filter(
    ([status]) => !(auth === 'none' && status.startsWith('40')) && (params !== undefined || status !== '404'),
  )
  const content = { 'application/json': { schema: { $ref: '#/components/schemas/Error' } } }
  return Object.fromEntries(statuses.map(([status, description]) => [status, { description, content }]))
}
