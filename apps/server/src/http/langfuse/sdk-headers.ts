import type { FastifyRequest } from 'fastify'

/** What an SDK of Langfuse says about itself; some write the names of its headers with underscores. */
export function sdkOf({ headers }: FastifyRequest): {
  readonly sdkName: string | null
  readonly sdkVersion: string | null
} {
  const header = (name: string): string | null => {
    const value = headers[name] ?? headers[name.replaceAll('-', '_')]
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null
  }
  return { sdkName: header('x-langfuse-sdk-name'), sdkVersion: header('x-langfuse-sdk-version') }
}
