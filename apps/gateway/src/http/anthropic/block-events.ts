import type { ChatChunk } from '@kansoku/providers'

/** Writes the content blocks of one message. */
export interface BlockWriter {
  write(chunk: ChatChunk): string
  /** Ends the block that is open. */
  close(): string
}

type Kind = 'text' | 'thinking' | 'tool_use'

export function createBlockWriter(): BlockWriter {
  let next = 0
  let open: { readonly index: number; readonly kind: Kind } | undefined
  const indexOfTool = new Map<number, number>()

  const close = (): string => {
    if (open === undefined) return ''
    const text = event('content_block_stop', `"index":${open.index}`)
    open = undefined
    return text
  }
  const start = (kind: Kind | 'redacted_thinking', block: string): string => {
    const text = close()
    const index = next++
    if (kind !== 'redacted_thinking') open = { index, kind }
    const begun = event('content_block_start', `"index":${index},"content_block":{"type":"${kind}",${block}}`)
    return text + begun + (open ? '' : event('content_block_stop', `"index":${index}`))
  }
  const continueWith = (kind: Kind, empty: string, delta: string): string => {
    const text = open?.kind === kind ? '' : start(kind, empty)
    return text + toDelta(open?.index ?? 0, delta)
  }
  const writeText = (text: string): string =>
    text === '' ? '' : continueWith('text', '"text":""', `"type":"text_delta","text":${JSON.stringify(text)}`)
  const think = (delta: string) => continueWith('thinking', '"thinking":"","signature":""', delta)

  return {
    close,
    write(chunk) {
      // A message holds one answer.
      if ('choice' in chunk && (chunk.choice ?? 0) > 0) return ''
      switch (chunk.type) {
        case 'text':
        case 'refusal':
          return writeText(chunk.text)
        case 'reasoning':
          return think(`"type":"thinking_delta","thinking":${JSON.stringify(chunk.text)}`)
        case 'reasoning_signature':
          return think(`"type":"signature_delta","signature":${JSON.stringify(chunk.signature)}`) + close()
        case 'redacted_reasoning':
          return start('redacted_thinking', `"data":${JSON.stringify(chunk.data)}`)
        case 'tool_call_start':
          indexOfTool.set(chunk.tool, next)
          return start(
            'tool_use',
            `"id":${JSON.stringify(chunk.id)},"name":${JSON.stringify(chunk.name)},"input":{}`,
          )
        case 'tool_call_delta': {
          const index = indexOfTool.get(chunk.tool)
          const json = JSON.stringify(chunk.arguments)
          return index === undefined ? '' : toDelta(index, `"type":"input_json_delta","partial_json":${json}`)
        }
        default:
          return ''
      }
    },
  }
}

function toDelta(index: number, delta: string): string {
  return event('content_block_delta', `"index":${index},"delta":{${delta}}`)
}

function event(type: string, fields: string): string {
  return `event: ${type}\ndata: {"type":"${type}",${fields}}\n\n`
}
