import type { ChatAnswer } from './chat.ts'

/** What a run of the demo added up to. */
export class Tally {
  calls = 0
  /** Calls that were to be refused, and were. */
  refusedOnPurpose = 0
  inputTokens = 0
  outputTokens = 0
  cacheReadTokens = 0
  cacheWriteTokens = 0

  add({ usage }: ChatAnswer): void {
    this.calls++
    this.inputTokens += usage?.prompt_tokens ?? 0
    this.outputTokens += usage?.completion_tokens ?? 0
    this.cacheReadTokens += usage?.cache_read_input_tokens ?? usage?.prompt_tokens_details?.cached_tokens ?? 0
    this.cacheWriteTokens +=
      usage?.cache_creation_input_tokens ?? usage?.prompt_tokens_details?.cache_creation_tokens ?? 0
  }
}
