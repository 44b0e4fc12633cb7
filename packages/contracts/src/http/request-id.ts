/** An id that a client or a proxy gave in `X-Request-Id`, when it is fit for headers and logs. */
export function acceptableRequestId(header: string | readonly string[] | undefined): string | undefined {
  return typeof header === 'string' && /^[\w.:-]{1,128}$/.test(header) ? header : undefined
}
