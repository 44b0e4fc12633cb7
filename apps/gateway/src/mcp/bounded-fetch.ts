/** The largest answer of a server that is read. */
export const mostAnswerBytes = 10 * 1024 * 1024

/** A `fetch` whose answers fail where they become too large; of a stream that never ends, each event is such an answer. */
export async function boundedFetch(input: string | URL, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, init)
  if (response.body === null) return response
  const { status, statusText, headers } = response
  const isEndless = (init?.method ?? 'GET') === 'GET' && isEventStream(headers)
  const bounded = response.body.pipeThrough(bound(isEndless ? measureEvent() : measureAll()))
  return new Response(bounded, { status, statusText, headers })
}

const isEventStream = (headers: Headers) => /^text\/event-stream\b/i.test(headers.get('content-type') ?? '')

/** How large what a piece belongs to has become. */
type Measure = (piece: Uint8Array) => number

function bound(measure: Measure): TransformStream<Uint8Array, Uint8Array> {
  return new TransformStream({
    transform(piece, controller) {
      if (measure(piece) > mostAnswerBytes)
        controller.error(new Error(`its answer is larger than ${mostAnswerBytes / 1024 / 1024} MB`))
      else controller.enqueue(piece)
    },
  })
}

function measureAll(): Measure {
  let size = 0
  return (piece) => {
    size += piece.length
    return size
  }
}

const [lineFeed, carriageReturn] = [10, 13]

/** An empty line ends an event; lines end in LF, CR or both: https://html.spec.whatwg.org/multipage/server-sent-events.html */
function measureEvent(): Measure {
  let size = 0
  let lineSize = 0
  let last = 0
  return (piece) => {
    let largest = 0
    for (const byte of piece) {
      size += 1
      const endsBoth = byte === lineFeed && last === carriageReturn
      last = byte
      if (byte !== lineFeed && byte !== carriageReturn) lineSize += 1
      else if (!endsBoth) {
        largest = Math.max(largest, size)
        if (lineSize === 0) size = 0
        lineSize = 0
      }
    }
    return Math.max(largest, size)
  }
}
