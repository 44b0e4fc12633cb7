import { basePath } from './base-path.ts'
import './validators.ts'
import { ApiError, createClient } from '@kansoku/sdk'
import { reportConnection } from './connection.ts'

const awayStatuses = new Set([502, 503, 504])

/** The server did not answer at all. */
export class ServerAwayError extends Error {
  override readonly name = 'ServerAwayError'
}

/** `fetch` that notes whether the server answered; an aborted call says nothing about that. */
async function watchedFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  try {
    const response = await fetch(input, init)
    reportConnection(awayStatuses.has(response.status) ? 'down' : 'up')
    return response
  } catch (error) {
    if (init?.signal?.aborted) throw error
    reportConnection('down')
    throw new ServerAwayError('The server does not answer', { cause: error })
  }
}

export const api = createClient({ baseUrl: basePath, fetch: watchedFetch })

export function isStatus(error: unknown, ...statuses: readonly number[]): boolean {
  return error instanceof ApiError && statuses.includes(error.status)
}

/** True when nothing was wrong with the question: the server was away or too busy, and asking again may help. */
export function isPassing(error: unknown): boolean {
  return error instanceof ServerAwayError || (error instanceof ApiError && awayStatuses.has(error.status))
}
