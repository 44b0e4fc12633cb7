import { expect, test } from 'vitest'
import { z } from 'zod'
import { buildOpenApiDocument, buildPostmanCollection } from '../index.ts'
import { publicRoutes } from '../openapi/public-routes.ts'

const pair = z.strictObject({ key: z.string(), value: z.string(), type: z.literal('string').optional() })
const parameter = z.strictObject({ ...pair.shape, disabled: z.boolean().optional() })

/** What the schema of Postman's format 2.1 says of the parts that are used; anything else is a mistake. */
const request = z.strictObject({
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  description: z.string().min(1),
  auth: z.strictObject({ type: z.literal('noauth') }).optional(),
  header: z.array(pair),
  url: z.strictObject({
    raw: z.string().startsWith('{{baseUrl}}/'),
    host: z.tuple([z.literal('{{baseUrl}}')]),
    path: z.array(z.string().min(1)),
    query: z.array(parameter).optional(),
    variable: z.array(pair),
  }),
  body: z
    .strictObject({
      mode: z.literal('raw'),
      raw: z.string(),
      options: z.strictObject({ raw: z.strictObject({ language: z.literal('json') }) }),
    })
    .optional(),
})
const item = z.strictObject({ name: z.string(), request, response: z.tuple([]) })
const collection = z.strictObject({
  info: z.strictObject({
    name: z.string().min(1),
    version: z.string(),
    description: z.string(),
    schema: z.literal('https://schema.getpostman.com/json/collection/v2.1.0/collection.json'),
  }),
  auth: z.strictObject({ type: z.literal('basic'), basic: z.array(pair) }),
  variable: z.array(pair),
  item: z.array(z.strictObject({ name: z.string(), item: z.array(item).min(1) })),
})

const { item: folders, ...rest } = collection.parse(
  buildPostmanCollection(buildOpenApiDocument({ version: '1.2.3' }), { baseUrl: 'http://localhost:3000' }),
)
const requests = new Map(folders.flatMap((folder) => folder.item).map((one) => [one.name, one.request]))
const routes = Object.values(publicRoutes).flatMap((group) => Object.values(group))
const requestOf = (method: string, path: string) =>
  requests.get(`${method} ${path.replace(/:(\w+)/g, '{$1}')}`)

test('a folder for each tag holds every operation, and each only once', () => {
  expect(folders.map(({ name }) => name)).toEqual(Object.keys(publicRoutes))
  expect(routes.filter(({ method, path }) => !requestOf(method, path))).toEqual([])
  expect(folders.flatMap((folder) => folder.item)).toHaveLength(routes.length)
})

test('address and keys are variables, sent as Basic auth but where no key is needed', () => {
  expect(rest.variable.map(({ key, value }) => [key, value])).toEqual([
    ['baseUrl', 'http://localhost:3000'],
    ['publicKey', ''],
    ['secretKey', ''],
  ])
  expect(rest.auth.basic.map(({ value }) => value)).toEqual(['{{publicKey}}', '{{secretKey}}'])
  expect(requestOf('GET', '/api/public/health')?.auth).toEqual({ type: 'noauth' })
  expect(requestOf('GET', '/api/public/projects')?.auth).toBeUndefined()
})

test('placeholders of a path are variables of the request', () => {
  expect(requestOf('GET', '/api/public/traces/:traceId')?.url).toMatchObject({
    raw: '{{baseUrl}}/api/public/traces/:traceId',
    path: ['api', 'public', 'traces', ':traceId'],
    variable: [{ key: 'traceId', value: '0123456789abcdef0123456789abcdef' }],
  })
})

test.each(routes)(
  '$method $path takes the example of its body and of what it demands in the query',
  (route) => {
    const { body, url } = requestOf(route.method, route.path) ?? {}
    if (route.body) expect(route.body.safeParse(JSON.parse(body?.raw ?? '')).error).toBeUndefined()
    else expect(body).toBeUndefined()
    const sent = url?.query?.filter(({ disabled }) => !disabled).map(({ key, value }) => [key, value]) ?? []
    if (route.query) expect(route.query.safeParse(Object.fromEntries(sent)).error).toBeUndefined()
  },
)
