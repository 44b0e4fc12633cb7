import type { McpTool } from '@kansoku/contracts'
import type { CallToolResult } from '@modelcontextprotocol/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'

type Input = Readonly<Record<string, unknown>>

/** Puts a tool's question to its route, with the key of the request: whatever holds for the route holds for the tool. */
export async function askRoute(
  app: FastifyInstance,
  { headers, id, ip }: FastifyRequest,
  { route, whole }: Pick<McpTool, 'route' | 'whole'>,
  input: Input,
): Promise<CallToolResult> {
  const { path, rest } = fillPath(route.path, input)
  const torn = whole === undefined ? findTorn(rest) : undefined
  if (torn) return { content: [{ type: 'text', text: torn }], isError: true }
  const answer = await app.inject({
    method: route.method,
    url: path,
    query: whole === undefined ? toQuery(rest) : { [whole]: JSON.stringify(rest) },
    headers: { authorization: headers.authorization ?? '', 'x-request-id': id },
    remoteAddress: ip,
  })
  return {
    content: [{ type: 'text', text: answer.body }],
    ...(answer.statusCode < 400 ? {} : { isError: true }),
  }
}

/** The path with its placeholders filled in, and what is left of the input. */
function fillPath(path: string, input: Input): { path: string; rest: Input } {
  const rest = { ...input }
  const filled = path.replace(/:(\w+)/g, (_, name: string) => {
    const value = String(rest[name])
    delete rest[name]
    return encodeURIComponent(value)
  })
  return { path: filled, rest }
}

/** As the routes of the public API take parameters: lists of texts with commas, what is nested as JSON. */
function toQuery(input: Input): Record<string, string> {
  const given = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(given.map(([name, value]) => [name, toText(value)]))
}

/** What is wrong with a list that its route would take for a longer one; undefined for nothing. */
function findTorn(input: Input): string | undefined {
  for (const [name, value] of Object.entries(input)) {
    const torn = isTexts(value) ? value.find((item) => item.includes(',')) : undefined
    if (torn !== undefined)
      return `${name}: "${torn}" has a comma, and commas separate the values of this list. Leave it out.`
  }
  return undefined
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string')
}

function toText(value: unknown): string {
  if (isTexts(value)) return value.join(',')
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}
