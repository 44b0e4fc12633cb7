import type { SessionRow, SessionTurn, UserRow } from '@kansoku/contracts'
import {
  type DescribedSession,
  type GroupFigures,
  type SessionTurn as ListedTurn,
  readValue,
} from '@kansoku/query'
import { presentHead, presentStatistics } from './present-trace.ts'

function presentFigures(figures: GroupFigures) {
  return {
    id: figures.name,
    traceCount: figures.traces,
    failedTraces: figures.failedTraces,
    firstTrace: figures.firstTrace,
    lastTrace: figures.lastTrace,
    models: figures.models,
    inputTokens: figures.inputTokens,
    outputTokens: figures.outputTokens,
    cacheReadTokens: figures.cacheReadTokens,
    cacheWriteTokens: figures.cacheWriteTokens,
    totalTokens: figures.totalTokens,
    totalCost: figures.totalCost,
  }
}

export function presentUser(figures: GroupFigures): UserRow {
  return { ...presentFigures(figures), sessionCount: figures.sessions }
}

export function presentSession({ figures, last }: DescribedSession): SessionRow {
  return {
    ...presentFigures(figures),
    duration: figures.duration,
    userCount: figures.users,
    userIds: figures.userIds,
    environments: figures.environments,
    lastName: last?.name ?? null,
    lastInputPreview: last?.has_input ? last.input_preview : null,
    lastOutputPreview: last?.has_output ? last.output_preview : null,
  }
}

export function presentTurn(turn: ListedTurn): SessionTurn {
  const { trace } = turn
  return {
    ...presentHead(trace),
    ...presentStatistics(turn),
    input: readValue(trace.input),
    output: readValue(trace.output),
  }
}
