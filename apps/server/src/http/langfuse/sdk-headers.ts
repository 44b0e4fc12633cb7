import type { FastifyRequest } from 'fastify'

/** What an SDK of Langfuse says about itself; some write the names of its headers with underscores. */
export function sdkOf({ headers }: FastifyRequest): {
  readonly sdkName: string | null
  readonly sdkVersion: string | null
} {
  return {
    sdkName: textOf(headers['x-langfuse-sdk-name'] ?? headers.x_langfuse_sdk_name),
    sdkVersion: textOf(headers['x-langfuse-sdk-version'] ?? headers.x_langfuse_sdk_version),
  }
}

function textOf(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && value !== '' ? value.slice(0, 200) : null
}
