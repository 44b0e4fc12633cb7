import { z } from 'zod'
import { defineRoute } from '../http/route.ts'
import { storableText } from './storable.ts'

const feedbackBody = z.strictObject({
  targetType: z.enum(['skill', 'mcp-tool', 'cli', 'docs', 'public-api', 'other']),
  target: storableText.trim().min(1).max(200),
  feedback: storableText.trim().min(1).max(3000),
  goal: storableText.trim().min(1).max(1500).nullish(),
  /** Kept as text, never fetched. */
  referenceUrl: z
    .url({ protocol: /^https?$/, error: 'referenceUrl must use http or https' })
    .max(2048)
    .pipe(storableText)
    .nullish(),
})
export type FeedbackBody = z.output<typeof feedbackBody>

export const submitFeedback = defineRoute({
  method: 'POST',
  path: '/api/public/feedback',
  summary: 'Keeps feedback on this installation for its operator; it goes nowhere else. At most 16 KB',
  body: feedbackBody,
  response: z.object({ id: z.uuid() }),
  status: 201,
})
