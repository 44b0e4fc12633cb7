import { observationLevels } from '@kansoku/contracts'
import { readAttributes } from '../otlp/attributes.ts'
import { type SpanContext, takeText } from './span-context.ts'

const aliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    INFO: 'DEFAULT',
    WARN: 'WARNING',
    FATAL: 'ERROR',
    CRITICAL: 'ERROR',
  }),
)

interface LevelFields {
  readonly level?: string
  readonly statusMessage?: string
}

/** Level and status message: what Langfuse's attributes say, else an error status with its message or exception. */
export function levelOf(context: SpanContext): LevelFields {
  const stated = takeText(context, 'langfuse.observation.level')?.toUpperCase()
  const level = stated === undefined ? undefined : (aliases.get(stated) ?? stated)
  const isKnown = observationLevels.some((known) => known === level)
  const { status } = context.span
  const isError = status?.code === 2 || status?.code === 'STATUS_CODE_ERROR'
  const message =
    takeText(context, 'langfuse.observation.status_message') ??
    (isError ? status?.message || exceptionMessage(context) : undefined)
  return {
    ...(isKnown && level !== undefined ? { level } : isError ? { level: 'ERROR' } : {}),
    ...(message && { statusMessage: message }),
  }
}

function exceptionMessage({ span }: SpanContext): string | undefined {
  const exception = span.events?.findLast((event) => event.name === 'exception')
  const attributes = readAttributes(exception?.attributes)
  const message = attributes.get('exception.message') ?? attributes.get('exception.type')
  return typeof message === 'string' ? message : undefined
}
