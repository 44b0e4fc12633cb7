import type { PublicModel } from '@kansoku/contracts'
import { Copy, Pencil, Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldText } from '../../lib/fold-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Input } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { ScrollRegion } from '../../ui/scroll-region.tsx'
import type { ModelLayer } from './model-layer.ts'
import { perMillion } from './price-draft.ts'

interface TableProps {
  readonly mayChange: boolean
  readonly onLayer: (layer: ModelLayer) => void
}

function ModelRow({ model, mayChange, onLayer }: TableProps & { readonly model: PublicModel }) {
  const { t } = useTranslation()
  const { cost, number } = useFormats()
  const { modelName: name, inputPrice, outputPrice, totalPrice, pricingTiers, isLangfuseManaged } = model
  const price = (value: number | null) => (value === null ? '–' : cost(perMillion(value)))
  return (
    <tr className="border-t border-line">
      <th scope="row" className="py-1.5 pr-2 pl-4 text-left font-normal">
        <span className="flex flex-wrap items-center gap-x-2">
          <button
            type="button"
            className="text-left font-medium break-all text-accent hover:underline"
            onClick={() => onLayer({ kind: 'show', model })}
          >
            {name}
          </button>
          {!isLangfuseManaged && <Badge tone="accent">{t('modelPrices.own')}</Badge>}
        </span>
        <code className="block max-w-72 truncate font-mono text-2xs text-ink-3" title={model.matchPattern}>
          {model.matchPattern}
        </code>
      </th>
      <td className="px-2 text-right tabular">{price(inputPrice ?? totalPrice)}</td>
      <td className="px-2 text-right tabular">{price(outputPrice)}</td>
      <td className="px-2 text-right tabular text-ink-2">{number(pricingTiers.length)}</td>
      <td className="px-2 text-ink-2">{model.tokenizerId ?? '–'}</td>
      <td className="pr-3 text-right whitespace-nowrap">
        {mayChange && (
          <IconButton
            label={t('modelPrices.cloneNamed', { name })}
            size="iconSm"
            onClick={() => onLayer({ kind: 'clone', model })}
          >
            <Copy size={14} />
          </IconButton>
        )}
        {mayChange && !isLangfuseManaged && (
          <>
            <IconButton
              label={t('modelPrices.editNamed', { name })}
              size="iconSm"
              onClick={() => onLayer({ kind: 'edit', model })}
            >
              <Pencil size={14} />
            </IconButton>
            <IconButton
              label={t('modelPrices.deleteNamed', { name })}
              size="iconSm"
              onClick={() => onLayer({ kind: 'delete', model })}
            >
              <Trash2 size={14} />
            </IconButton>
          </>
        )}
      </td>
    </tr>
  )
}

const columns = ['model', 'input', 'output', 'tiers', 'tokenizer'] as const
const figures: ReadonlySet<string> = new Set(['input', 'output', 'tiers'])

/** The project's own first. */
export function ModelPriceTable({
  models,
  ...rest
}: TableProps & { readonly models: readonly PublicModel[] }) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState('')
  const found = models
    .filter(({ modelName }) => foldText(modelName).includes(foldText(wanted.trim())))
    .sort((a, b) => Number(a.isLangfuseManaged) - Number(b.isLangfuseManaged))
  return (
    <>
      <div className="flex flex-wrap items-center gap-3 px-4 pb-2">
        <Input
          type="search"
          aria-label={t('modelPrices.search')}
          placeholder={t('modelPrices.search')}
          className="max-w-64"
          value={wanted}
          onChange={(event) => setWanted(event.target.value)}
        />
        <p role="status" className="text-xs text-ink-3">
          {t('modelPrices.count', { count: found.length })}
        </p>
      </div>
      <ScrollRegion label={t('settings.page.modelPrices')} className="max-h-[70dvh] overflow-auto pb-1.5">
        <table aria-label={t('settings.page.modelPrices')} className="w-full text-sm">
          <thead className="sticky top-0 bg-surface">
            <tr>
              {columns.map((column) => (
                <th
                  key={column}
                  scope="col"
                  className={`h-8 px-2 text-xs font-medium whitespace-nowrap text-ink-3 first:pl-4 ${figures.has(column) ? 'text-right' : 'text-left'}`}
                >
                  {t(`modelPrices.column.${column}`)}
                </th>
              ))}
              <td />
            </tr>
          </thead>
          <tbody>
            {found.map((model) => (
              <ModelRow key={model.id} model={model} {...rest} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </>
  )
}
