import { estimateTokens } from '../models/conversation.ts'

interface WireRequest {
  readonly model: string
  readonly input: string | readonly (string | readonly number[])[]
  readonly dimensions?: number
}

/** Vectors that equal texts share: the length of the text, then its first characters. */
export function toEmbeddings(body: Buffer): object {
  const { model, input, dimensions = 4 } = JSON.parse(body.toString('utf8')) as WireRequest
  const texts = (typeof input === 'string' ? [input] : input).map(String)
  const data = texts.map((text, index) => ({
    object: 'embedding',
    index,
    embedding: toVector(text, dimensions),
  }))
  const prompt_tokens = texts.reduce((sum, text) => sum + estimateTokens(text), 0)
  return { object: 'list', data, model, usage: { prompt_tokens, total_tokens: prompt_tokens } }
}

function toVector(text: string, dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, place) =>
    place === 0 ? text.length : (text.charCodeAt(place - 1) || 0) / 256,
  )
}
