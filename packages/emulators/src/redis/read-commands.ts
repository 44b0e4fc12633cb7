/** Takes whole commands (arrays of bulk strings, as clients send them) from what has arrived, and leaves the rest. */
export function createCommandReader(): (arrived: Buffer) => string[][] {
  let waiting: Buffer = Buffer.alloc(0)
  return (arrived) => {
    waiting = Buffer.concat([waiting, arrived])
    const commands: string[][] = []
    for (let found = readCommand(waiting); found; found = readCommand(waiting)) {
      commands.push(found.words)
      waiting = waiting.subarray(found.end)
    }
    return commands
  }
}

/** Undefined while the command has not arrived whole. */
function readCommand(bytes: Buffer): { words: string[]; end: number } | undefined {
  const head = readCount(bytes, 0, '*')
  if (!head) return undefined
  const words: string[] = []
  let { end } = head
  while (words.length < head.count) {
    const size = readCount(bytes, end, '$')
    if (!size || bytes.length < size.end + size.count + 2) return undefined
    words.push(bytes.toString('utf8', size.end, size.end + size.count))
    end = size.end + size.count + 2
  }
  return { words, end }
}

function readCount(bytes: Buffer, at: number, sign: string): { count: number; end: number } | undefined {
  const lineEnd = bytes.indexOf('\r\n', at)
  if (lineEnd < 0) return undefined
  const line = bytes.toString('utf8', at, lineEnd)
  if (!line.startsWith(sign)) throw new Error(`a client sent ${JSON.stringify(line)} where ${sign} was due`)
  return { count: Number(line.slice(1)), end: lineEnd + 2 }
}
