import type { UsageTotals } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { type Tile, Tiles } from '../dashboard/tiles.tsx'

const share = (part: number, whole: number) => (whole === 0 ? null : part / whole)

type TileKey = 'spend' | 'calls' | 'failures' | 'tokens' | 'promptCache' | 'saved'

function useUsageTiles(): Tile<UsageTotals>[] {
  const { t } = useTranslation()
  const { number, compact, cost, percent } = useFormats()
  const named = (key: TileKey) => ({ key, label: t(`usage.tile.${key}`) })
  return [
    {
      ...named('spend'),
      valueOf: ({ spend }) => spend,
      format: cost,
      detail: ({ spend, calls }) => t('usage.perCall', { cost: calls === 0 ? '–' : cost(spend / calls) }),
    },
    {
      ...named('calls'),
      valueOf: ({ calls }) => calls,
      format: number,
      detail: ({ calls, failed }) => t('usage.succeeded', { shown: number(calls - failed) }),
    },
    {
      ...named('failures'),
      valueOf: ({ failed, calls }) => share(failed, calls),
      format: percent,
      detail: ({ failed, calls }) =>
        t('usage.failedOf', { count: calls, failed: number(failed), shown: number(calls) }),
      moreIsWorse: true,
    },
    {
      ...named('tokens'),
      valueOf: ({ totalTokens }) => totalTokens,
      format: compact,
      detail: ({ inputTokens, outputTokens }) =>
        t('dashboard.detail.tokens', { input: compact(inputTokens), output: compact(outputTokens) }),
    },
    {
      ...named('promptCache'),
      valueOf: ({ cacheReadTokens, inputTokens }) => share(cacheReadTokens, inputTokens),
      format: percent,
      detail: ({ cacheReadTokens }) => t('usage.cachedTokens', { shown: compact(cacheReadTokens) }),
      moreIsWorse: false,
    },
    {
      ...named('saved'),
      valueOf: ({ saved }) => saved,
      format: cost,
      detail: ({ cacheHits }) => t('usage.cacheHits', { count: cacheHits, shown: number(cacheHits) }),
      moreIsWorse: false,
    },
  ]
}

/** Totals of the range, each against the range before. */
export function UsageTiles({
  periods,
}: {
  readonly periods: { readonly current: UsageTotals; readonly previous: UsageTotals } | undefined
}) {
  return <Tiles tiles={useUsageTiles()} periods={periods} />
}
