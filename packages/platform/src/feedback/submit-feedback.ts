import { randomUUID } from 'node:crypto'
import type { FeedbackBody } from '@kansoku/contracts'
import { feedback } from '@kansoku/storage'
import type { PlatformContext } from '../context.ts'

/** Keeps what a user says about this installation, for its operator. */
export async function submitFeedback(
  ctx: PlatformContext,
  { projectId, apiKeyId, said }: { projectId: string; apiKeyId: string; said: FeedbackBody },
): Promise<{ id: string }> {
  const id = randomUUID()
  await ctx.metadata.db.insert(feedback).values({
    id,
    projectId,
    apiKeyId,
    targetType: said.targetType,
    target: said.target,
    feedback: said.feedback,
    goal: said.goal ?? null,
    referenceUrl: said.referenceUrl ?? null,
    createdAt: ctx.clock.now(),
  })
  return { id }
}
