import type { ModelMatch } from '@kansoku/contracts'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Field } from '../../ui/field.tsx'
import { useMatchModel } from './model-definitions.ts'

const usageTypes = ['input', 'output', 'input_cache_read', 'input_cache_creation'] as const

/** Tells by which definition a model would be priced, and what some usage would cost. */
export function MatchCard({ projectId }: { readonly projectId: string }) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const match = useMatchModel(projectId)
  const [model, setModel] = useState('')
  const [usage, setUsage] = useState<Readonly<Record<string, string>>>({ input: '1000', output: '500' })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const given = Object.entries(usage).filter(([, amount]) => amount.trim() !== '')
    match.mutate({
      model,
      usage: Object.fromEntries(given.map(([key, amount]) => [key, Number(amount)])),
    })
  }
  return (
    <Card title={t('modelPrices.match.title')}>
      <form onSubmit={submit} className="flex flex-col gap-3 px-4 pt-2 pb-4">
        <div className="grid items-end gap-3 sm:grid-cols-[2fr_1fr_1fr_1fr_1fr_auto]">
          <Field
            label={t('modelPrices.match.model')}
            required
            maxLength={500}
            autoComplete="off"
            spellCheck={false}
            placeholder="bedrock/us.anthropic.claude-sonnet-4-20250514-v1:0"
            value={model}
            onChange={(event) => setModel(event.target.value)}
          />
          {usageTypes.map((key) => (
            <Field
              key={key}
              label={t(`modelPrices.match.${key}`)}
              type="number"
              min={0}
              step={1}
              value={usage[key] ?? ''}
              onChange={(event) => setUsage({ ...usage, [key]: event.target.value })}
            />
          ))}
          <Button type="submit" variant="primary" className="justify-center" disabled={match.isPending}>
            {t('modelPrices.match.action')}
          </Button>
        </div>
        {match.error && (
          <p role="alert" className="text-sm text-danger">
            {errorText(match.error)}
          </p>
        )}
        <div role="status">{match.data && <Result result={match.data} />}</div>
      </form>
    </Card>
  )
}

function Result({ result: { match } }: { readonly result: ModelMatch }) {
  const { t } = useTranslation()
  const { cost, number } = useFormats()
  if (!match) return <p className="text-sm text-warn">{t('modelPrices.match.none')}</p>
  const source = match.isOwn ? 'own' : match.modelId === null ? 'otherList' : 'builtIn'
  return (
    <div className="flex flex-col gap-2 rounded-md bg-sunken px-3 py-2.5 text-sm">
      <p className="flex flex-wrap items-center gap-2">
        <span className="font-medium">{match.modelName}</span>
        <Badge tone={match.isOwn ? 'accent' : 'neutral'}>{t(`modelPrices.${source}`)}</Badge>
        {match.tier && <Badge>{t('modelPrices.match.tier', { tier: match.tier })}</Badge>}
      </p>
      <dl className="flex flex-wrap gap-x-6 gap-y-1">
        {match.costs.map(({ key, units, cost: price }) => (
          <div key={key} className="flex items-baseline gap-1.5">
            <dt className="text-xs text-ink-3">
              {key === 'total' && units === null ? t('modelPrices.match.total') : key}
            </dt>
            <dd className="tabular">
              {cost(Number(price))}
              {units !== null && <span className="ml-1 text-xs text-ink-3">({number(units)})</span>}
            </dd>
          </div>
        ))}
      </dl>
      {match.unpriced.length > 0 && (
        <p className="text-xs text-warn">
          {t('modelPrices.match.unpriced', { usage: match.unpriced.join(', ') })}
        </p>
      )}
    </div>
  )
}
