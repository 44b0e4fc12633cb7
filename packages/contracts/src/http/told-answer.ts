export interface ToldAnswer {
  readonly level: 'warn' | 'info' | 'debug'
  readonly message: string
}

/** Random keys and paths, and clients beyond their limits, come by the thousand. */
const causedAtWill: ReadonlySet<number> = new Set([401, 404, 429])

/** How an answer of this status stands in a log, so that the request id that a user reports is found there. */
export function toldAnswer(status: number): ToldAnswer {
  if (status >= 500) return { level: 'warn', message: 'request failed' }
  if (status < 400) return { level: 'debug', message: 'request' }
  return { level: causedAtWill.has(status) ? 'debug' : 'info', message: 'request refused' }
}
