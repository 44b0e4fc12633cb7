import { z } from 'zod'

/**
 * Body of `POST /v1/chat/completions`, as lenient as real clients need: only what a gateway must understand is
 * checked, every other field is kept. `content: null` on assistant turns, `name` on messages, replayed
 * `reasoning_content` and `cache_control` on parts all occur in the wild.
 */
export const chatMessage = z.looseObject({
  role: z.string().min(1),
  content: z.union([z.string(), z.array(z.looseObject({ type: z.string() })), z.null()]).optional(),
})
export type ChatMessageBody = z.infer<typeof chatMessage>

export const chatCompletionRequest = z.looseObject({
  model: z.string().min(1),
  messages: z.array(chatMessage).min(1),
  stream: z.boolean().nullish(),
  stream_options: z.looseObject({ include_usage: z.boolean().nullish() }).nullish(),
  user: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  tags: z.array(z.string()).nullish(),
  tools: z.array(z.looseObject({ type: z.string() })).nullish(),
})
export type ChatCompletionRequest = z.infer<typeof chatCompletionRequest>
