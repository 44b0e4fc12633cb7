import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Field, Input } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { signs, useConditionText } from './condition-text.ts'
import { type ModelDraft, nextKey, type Operator, type TierDraft, type UsageRow } from './price-draft.ts'

interface TierProps {
  readonly draft: ModelDraft
  readonly tier: TierDraft
  /** Holds where no other does, and names the usage types of all. */
  readonly isDefault: boolean
  readonly onChange: (tier: TierDraft) => void
  readonly onUsage: (usage: readonly UsageRow[]) => void
  readonly onRemove: () => void
}

export function TierFields(props: TierProps) {
  const { t } = useTranslation()
  const { tier, isDefault, onChange, onRemove } = props
  return (
    <fieldset className="flex min-w-0 flex-col gap-3 rounded-lg border border-line p-3">
      <legend className="px-1 text-xs font-medium text-ink-2">
        {isDefault ? t('modelPrices.form.defaultTier') : tier.name}
      </legend>
      <div className="flex items-end gap-2">
        <div className="min-w-0 flex-1">
          <Field
            label={t('modelPrices.form.nameOfTier')}
            required
            maxLength={100}
            autoComplete="off"
            value={tier.name}
            onChange={(event) => onChange({ ...tier, name: event.target.value })}
          />
        </div>
        {!isDefault && (
          <IconButton label={t('modelPrices.form.removeTier', { name: tier.name })} onClick={onRemove}>
            <X size={14} />
          </IconButton>
        )}
      </div>
      {!isDefault && <ConditionFields tier={tier} onChange={onChange} />}
      <PriceFields {...props} />
    </fieldset>
  )
}

function ConditionFields({ tier, onChange }: Pick<TierProps, 'tier' | 'onChange'>) {
  const { t } = useTranslation()
  const conditionText = useConditionText()
  const { conditions, attributes } = tier
  const put = (key: number, changes: Partial<(typeof conditions)[number]>) =>
    onChange({
      ...tier,
      conditions: conditions.map((one) => (one.key === key ? { ...one, ...changes } : one)),
    })
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-ink-3">{t('modelPrices.form.conditions')}</p>
      {attributes.map((condition) => (
        <p key={condition.key} className="font-mono text-xs break-all">
          {conditionText(condition)}
        </p>
      ))}
      {conditions.map(({ key, pattern, operator, value }) => (
        <div key={key} className="flex items-center gap-2">
          <Input
            aria-label={t('modelPrices.form.usagePattern')}
            required
            maxLength={200}
            className="font-mono"
            value={pattern}
            onChange={(event) => put(key, { pattern: event.target.value })}
          />
          <select
            aria-label={t('modelPrices.form.comparison')}
            value={operator}
            onChange={(event) => put(key, { operator: event.target.value as Operator })}
            className="h-8 rounded-md border border-line-strong bg-surface px-1.5 text-sm pointer-coarse:h-10"
          >
            {Object.entries(signs).map(([name, sign]) => (
              <option key={name} value={name}>
                {sign}
              </option>
            ))}
          </select>
          <Input
            aria-label={t('modelPrices.form.amount')}
            type="number"
            min={0}
            step="any"
            required
            className="max-w-28"
            value={value}
            onChange={(event) => put(key, { value: event.target.value })}
          />
        </div>
      ))}
    </div>
  )
}

/** Two rows of one name would be one price: the browser holds the form back and says why. */
function useRepeated(usage: readonly UsageRow[]) {
  const { t } = useTranslation()
  const isRepeated = (row: UsageRow) =>
    usage.some(({ key, name }) => key < row.key && name.trim() === row.name.trim())
  return (row: UsageRow) => (input: HTMLInputElement | null) =>
    input?.setCustomValidity(isRepeated(row) ? t('modelPrices.form.repeated') : '')
}

function PriceFields({ draft: { usage }, tier, isDefault, onChange, onUsage }: TierProps) {
  const { t } = useTranslation()
  const refuseRepeated = useRepeated(usage)
  return (
    <div className="flex flex-col gap-2">
      <p className="text-xs text-ink-3">{t('modelPrices.unit')}</p>
      {usage.map(({ key, name }, index) => (
        <div key={key} className="flex items-center gap-2">
          {isDefault ? (
            <Input
              aria-label={t('modelPrices.form.usageType', { number: index + 1 })}
              required
              ref={refuseRepeated({ key, name })}
              className="font-mono"
              value={name}
              onChange={({ target }) =>
                onUsage(usage.map((one) => (one.key === key ? { ...one, name: target.value } : one)))
              }
            />
          ) : (
            <code className="min-w-0 flex-1 truncate font-mono text-xs">{name}</code>
          )}
          <Input
            aria-label={t('modelPrices.form.priceOf', { usage: name, tier: tier.name })}
            type="number"
            min={0}
            step="any"
            required
            className="max-w-32"
            value={tier.prices[key] ?? ''}
            onChange={({ target }) => onChange({ ...tier, prices: { ...tier.prices, [key]: target.value } })}
          />
          {isDefault && (
            <IconButton
              label={t('modelPrices.form.removeUsage', { usage: name })}
              size="iconSm"
              disabled={usage.length === 1}
              onClick={() => onUsage(usage.filter((one) => one.key !== key))}
            >
              <X size={14} />
            </IconButton>
          )}
        </div>
      ))}
      {isDefault && (
        <Button
          size="sm"
          className="self-start"
          onClick={() => onUsage([...usage, { key: nextKey(usage), name: '' }])}
        >
          <Plus size={14} aria-hidden="true" />
          {t('modelPrices.form.addUsage')}
        </Button>
      )}
    </div>
  )
}
