import type { Json } from '../openapi/json-schema.ts'
import { exampleOf } from './example.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Json
}

interface Operation {
  readonly tags: readonly string[]
  readonly summary: string
  readonly security: readonly Json[]
  readonly parameters: readonly Parameter[]
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Json } } }
}

type Paths = Readonly<Record<string, Readonly<Record<string, Operation>>>>

/**
 * An OpenAPI document of `buildOpenApiDocument` as a Postman collection 2.1: a folder for each tag, Basic auth and the
 * address from variables, example bodies from the schemas. `baseUrl` is that of the server.
 * Source of the format: https://schema.getpostman.com/json/collection/v2.1.0/
 */
export function buildPostmanCollection(document: Json, { baseUrl }: { readonly baseUrl: string }): Json {
  const { title, version, description } = document.info as Record<string, string>
  const items = Object.entries(document.paths as Paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      tag: operation.tags[0],
      item: toItem(method.toUpperCase(), path, operation),
    })),
  )
  return {
    info: {
      name: title,
      version,
      description: `${description} Set the variables publicKey and secretKey first.`,
      schema: 'https://schema.getpostman.com/json/collection/v2.1.0/collection.json',
    },
    auth: {
      type: 'basic',
      basic: [
        { key: 'username', value: '{{publicKey}}', type: 'string' },
        { key: 'password', value: '{{secretKey}}', type: 'string' },
      ],
    },
    variable: [
      { key: 'baseUrl', value: baseUrl, type: 'string' },
      { key: 'publicKey', value: '', type: 'string' },
      { key: 'secretKey', value: '', type: 'string' },
    ],
    item: (document.tags as { name: string }[]).map(({ name }) => ({
      name,
      item: items.filter(({ tag }) => tag === name).map(({ item }) => item),
    })),
  }
}

function toItem(method: string, path: string, operation: Operation): Json {
  const { summary, security, requestBody } = operation
  return {
    name: `${method} ${path}`,
    request: {
      method,
      description: summary,
      ...(security.length === 0 && { auth: { type: 'noauth' } }),
      header: requestBody ? [{ key: 'Content-Type', value: 'application/json' }] : [],
      url: toUrl(path, operation.parameters),
      ...(requestBody && { body: toBody(requestBody.content['application/json'].schema) }),
    },
    response: [],
  }
}

/** Parameters of the query that nothing demands are listed and switched off. */
function toUrl(path: string, parameters: readonly Parameter[]): Json {
  const parts = path
    .replace(/\{(\w+)\}/g, ':$1')
    .slice(1)
    .split('/')
  const query = parameters
    .filter((parameter) => parameter.in === 'query')
    .map(({ name, required, schema }) => ({
      key: name,
      value: textOf(exampleOf(schema, name)),
      ...(!required && { disabled: true }),
    }))
  const sent = query.filter(({ disabled }) => !disabled).map(({ key, value }) => `${key}=${value}`)
  return {
    raw: `{{baseUrl}}/${parts.join('/')}${sent.length > 0 ? `?${sent.join('&')}` : ''}`,
    host: ['{{baseUrl}}'],
    path: parts,
    ...(query.length > 0 && { query }),
    variable: parameters
      .filter((parameter) => parameter.in === 'path')
      .map(({ name, schema }) => ({ key: name, value: textOf(exampleOf(schema, name)) })),
  }
}

function toBody(schema: Json): Json {
  return {
    mode: 'raw',
    raw: JSON.stringify(exampleOf(schema), null, 2),
    options: { raw: { language: 'json' } },
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
