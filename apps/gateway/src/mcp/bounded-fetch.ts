/** The largest answer of a server that is read. */
export const mostAnswerBytes = 10 * 1024 * 1024

/** A `fetch` whose answers fail where they become too large. The stream of notifications never ends, and is left alone. */
export async function boundedFetch(input: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (response.body === null || (init?.method ?? 'GET') === 'GET') return response
  let size = 0
  const counted = new TransformStream<Uint8Array, Uint8Array>({
    transform(piece, controller) {
      size += piece.length
      if (size > mostAnswerBytes)
        controller.error(new Error(`its answer is larger than ${mostAnswerBytes / 1024 / 1024} MB`))
      else controller.enqueue(piece)
    },
  })
  const { status, statusText, headers } = response
  return new Response(response.body.pipeThrough(counted), { status, statusText, headers })
}
