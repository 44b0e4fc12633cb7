import type { AnswerBlock, AnswerMessage } from './wire.ts'

/** What an answer holds that has no neutral name: blocks of the provider's own tools, citations, its container. */
export interface ForeignContent {
  add(block: AnswerBlock): void
  /** Fields of the answer as a whole, under LiteLLM's name; undefined when there is nothing to tell. */
  fields(message: AnswerMessage): Record<string, unknown> | undefined
}

const NEUTRAL = new Set(['text', 'thinking', 'redacted_thinking', 'tool_use'])

export function createForeignContent(): ForeignContent {
  const blocks: AnswerBlock[] = []
  const citations: unknown[] = []
  return {
    add(block) {
      if (!NEUTRAL.has(block.type ?? '')) blocks.push(block)
      else if (block.citations?.length) citations.push(...block.citations)
    },
    fields({ container, context_management }) {
      const found = {
        ...(blocks.length === 0 ? {} : { content_blocks: blocks }),
        ...(citations.length === 0 ? {} : { citations }),
        ...(container ? { container } : {}),
        ...(context_management ? { context_management } : {}),
      }
      return Object.keys(found).length === 0 ? undefined : { provider_specific_fields: found }
    },
  }
}
