/** A conversation as an emulated model sees it, whatever wire format it came in. */
export interface Conversation {
  readonly model: string
  readonly system: string
  readonly turns: readonly Turn[]
  /** Names of the tools that the model may call. */
  readonly tools: readonly string[]
}

export interface Turn {
  readonly role: 'user' | 'assistant'
  readonly text: string
  readonly toolCalls: readonly ToolCall[]
  readonly toolResults: readonly { readonly toolCallId: string; readonly text: string }[]
}

export interface ToolCall {
  readonly id: string
  readonly name: string
  readonly input: Readonly<Record<string, unknown>>
}

export interface ModelReply {
  readonly reasoning?: string
  readonly text: string
  readonly toolCalls: readonly ToolCall[]
  /** Set by `limitReply` when the reply was cut short. */
  readonly cut?: 'max_tokens' | 'stop_sequence'
  /** Replaces the counts that follow from the lengths of the texts. */
  readonly usage?: { readonly inputTokens: number; readonly outputTokens: number }
}

/** Decides what an emulated model says next. Equal conversations give equal replies. */
export type ModelBrain = (conversation: Conversation) => ModelReply

/** Repeats the last words of the user: enough for tests of the wire. */
export const echoBrain: ModelBrain = ({ turns }) => ({
  text: `You said: ${turns.findLast((turn) => turn.role === 'user')?.text ?? ''}`,
  toolCalls: [],
})

/** Tokens of a text as a rule of thumb: four Latin letters or about two thirds of a Japanese character each. */
export function estimateTokens(text: string): number {
  let tokens = 0
  for (const character of text) tokens += (character.codePointAt(0) ?? 0) > 0x2e7f ? 0.7 : 0.25
  return Math.ceil(tokens)
}

/** Cuts a text into the pieces in which a model would stream it. */
export function streamPieces(text: string, size = 12): string[] {
  const characters = [...text]
  const pieces: string[] = []
  for (let start = 0; start < characters.length; start += size) {
    pieces.push(characters.slice(start, start + size).join(''))
  }
  return pieces
}
