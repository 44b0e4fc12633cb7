import type { PublicModel } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import { useConditionText } from './condition-text.ts'
import { perMillion } from './price-draft.ts'

interface ModelPriceDetailsProps {
  readonly model: PublicModel
  readonly onClose: () => void
}

/** Prices by usage type, a column for each tier. */
export function ModelPriceDetails({ model, onClose }: ModelPriceDetailsProps) {
  const { t } = useTranslation()
  const { cost } = useFormats()
  const conditionText = useConditionText()
  const { modelName, matchPattern, tokenizerId, pricingTiers } = model
  const usage = [...new Set(pricingTiers.flatMap(({ prices }) => Object.keys(prices)))]
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={modelName}>
      <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-4 text-sm">
        <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5">
          <dt className="text-ink-3">{t('modelPrices.pattern')}</dt>
          <dd className="font-mono text-xs leading-5 break-all">{matchPattern}</dd>
          <dt className="text-ink-3">{t('modelPrices.column.tokenizer')}</dt>
          <dd>{tokenizerId ?? '–'}</dd>
        </dl>
        <ScrollRegion label={t('modelPrices.prices')} className="overflow-x-auto">
          <table aria-label={t('modelPrices.prices')} className="w-full">
            <thead>
              <tr>
                <th scope="col" className="h-8 pr-3 text-left text-xs font-medium text-ink-3">
                  {t('modelPrices.usage')}
                </th>
                {pricingTiers.map(({ id, name }) => (
                  <th key={id} scope="col" className="px-2 text-right text-xs font-medium">
                    {name}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {usage.map((key) => (
                <tr key={key} className="border-t border-line">
                  <th scope="row" className="py-1 pr-3 text-left font-mono text-xs font-normal">
                    {key}
                  </th>
                  {pricingTiers.map(({ id, prices }) => (
                    <td key={id} className="px-2 text-right tabular">
                      {prices[key] === undefined ? '–' : cost(perMillion(prices[key]))}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollRegion>
        <p className="text-xs text-ink-3">{t('modelPrices.unit')}</p>
        {pricingTiers
          .filter(({ conditions }) => conditions.length > 0)
          .map(({ id, name, conditions }) => (
            <p key={id} className="text-xs text-ink-2">
              {t('modelPrices.holdsWhen', {
                tier: name,
                conditions: conditions.map(conditionText).join(' · '),
              })}
            </p>
          ))}
      </div>
    </Dialog>
  )
}
