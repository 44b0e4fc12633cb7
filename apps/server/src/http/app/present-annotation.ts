import type { ScoreChoice, TraceComment } from '@kansoku/contracts'
import type { ScoreConfig, TraceDiscussion } from '@kansoku/platform'

export function presentComment(comment: TraceDiscussion['comments'][number], readerId: string): TraceComment {
  return {
    id: comment.id,
    observationId: comment.objectType === 'OBSERVATION' ? comment.objectId : null,
    content: comment.content,
    author: comment.author && { id: comment.author.id, name: comment.author.name },
    isOwn: comment.authorUserId === readerId,
    createdAt: comment.createdAt.toISOString(),
    updatedAt: comment.updatedAt.toISOString(),
  }
}

export function presentScoreChoice(config: ScoreConfig): ScoreChoice {
  return {
    id: config.id,
    name: config.name,
    dataType: config.dataType,
    minValue: config.minValue,
    maxValue: config.maxValue,
    categories: (config.categories ?? []).map(({ label, value }) => ({ label, value })),
    description: config.description,
  }
}
