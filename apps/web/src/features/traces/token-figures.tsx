import type { TraceListRow } from '@kansoku/contracts'
import { DatabaseZap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

type Tokens = Pick<TraceListRow, 'inputTokens' | 'outputTokens' | 'cacheReadTokens' | 'cacheWriteTokens'>

/** Tokens in, tokens out and what came from a cache, on one line. */
export function TokenFigures({ tokens }: { readonly tokens: Tokens }) {
  const { t } = useTranslation()
  const { compact, number } = useFormats()
  const { inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens } = tokens
  if (inputTokens + outputTokens === 0) return <span className="text-ink-3">–</span>
  return (
    <span
      title={t('traces.tokensTitle', {
        input: number(inputTokens),
        output: number(outputTokens),
        read: number(cacheReadTokens),
        write: number(cacheWriteTokens),
      })}
      className="inline-flex items-center gap-1 whitespace-nowrap"
    >
      {compact(inputTokens)}
      <span aria-hidden="true" className="text-ink-3">
        →
      </span>
      {compact(outputTokens)}
      {cacheReadTokens > 0 && (
        <span className="ml-0.5 inline-flex items-center gap-0.5 text-ok">
          <DatabaseZap size={11} role="img" aria-label={t('traces.cached')} />
          {compact(cacheReadTokens)}
        </span>
      )}
    </span>
  )
}
