/** Cuts bytes that arrive in any pieces into the `data` of server-sent events. LF and CRLF; comments are skipped. */
export interface SseReader {
  push(bytes: Uint8Array): Iterable<string>
  /** The rest, when the stream ended without its last blank line. */
  end(): Iterable<string>
}

const BOM = '\uFEFF'

export function createSseReader(): SseReader {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  let held = ''
  let data: string[] = []
  let first = true

  const readLine = (line: string): string | undefined => {
    if (line === '') {
      if (data.length === 0) return undefined
      const event = data.join('\n')
      data = []
      return event
    }
    if (line.startsWith('data:')) data.push(line.charCodeAt(5) === 32 ? line.slice(6) : line.slice(5))
    return undefined
  }

  function* readLines(text: string): Iterable<string> {
    held = held === '' ? text : held + text
    let from = 0
    for (let end = held.indexOf('\n', from); end >= 0; end = held.indexOf('\n', from)) {
      const line = held.slice(from, end > from && held.charCodeAt(end - 1) === 13 ? end - 1 : end)
      from = end + 1
      const event = readLine(line)
      if (event !== undefined) yield event
    }
    held = held.slice(from)
  }

  return {
    *push(bytes) {
      let text = decoder.decode(bytes, { stream: true })
      if (first && text !== '') {
        first = false
        if (text.startsWith(BOM)) text = text.slice(1)
      }
      yield* readLines(text)
    },
    *end() {
      yield* readLines(`${decoder.decode()}\n\n`)
    },
  }
}
