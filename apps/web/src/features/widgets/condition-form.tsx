import type { FilterCondition, MetricsView, WidgetQuestion } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { type SubmitEvent, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Select } from '../../ui/select.tsx'
import { type ConditionTexts, type FilterField, operatorsOf, toCondition } from './conditions.ts'
import { useWidgetWords } from './use-widget-words.ts'
import { type WidgetScope, widgetDataQuery, widgetFieldsQuery } from './widget-query.ts'

interface ConditionFormProps {
  readonly scope: WidgetScope
  readonly fields: readonly FilterField[]
  readonly onAdd: (condition: FilterCondition) => void
}

const environment: FilterField = { field: 'environment', kind: 'text' }

/** One condition: what, how it compares, and with what. */
export function ConditionForm({ scope, fields, onAdd }: ConditionFormProps) {
  const { t } = useTranslation()
  const words = useWidgetWords()
  const [texts, setTexts] = useState<ConditionTexts>({
    field: environment,
    operator: 'any of',
    value: '',
    key: '',
  })
  const { field, operator, value, key } = texts
  const condition = toCondition(texts)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    event.stopPropagation()
    if (condition) onAdd(condition)
  }
  const choose = (name: string) => {
    const next = fields.find((other) => other.field === name) ?? environment
    setTexts({ field: next, operator: operatorsOf[next.kind][0], value: '', key: '' })
  }
  return (
    <form onSubmit={submit} className="flex w-72 flex-col gap-3 p-3">
      <Select
        label={t('widgets.column')}
        value={field.field}
        options={fields.map((one) => ({ value: one.field, label: words.field(one.field) }))}
        onChange={choose}
      />
      {field.kind === 'metadata' && (
        <Field
          label={t('widgets.key')}
          value={key}
          onChange={(event) => setTexts({ ...texts, key: event.target.value })}
        />
      )}
      <Select
        label={t('widgets.comparison')}
        value={operator}
        options={operatorsOf[field.kind].map((one) => ({ value: one, label: t(`widgets.operator.${one}`) }))}
        onChange={(next) => setTexts({ ...texts, operator: next as ConditionTexts['operator'] })}
      />
      <ValueField
        scope={scope}
        field={field}
        value={value}
        onChange={(next) => setTexts({ ...texts, value: next })}
      />
      <Button type="submit" variant="primary" disabled={!condition} className="justify-center">
        {t('widgets.add')}
      </Button>
    </form>
  )
}

interface ValueFieldProps {
  readonly scope: WidgetScope
  readonly field: FilterField
  readonly value: string
  readonly onChange: (value: string) => void
}

function ValueField({ scope, field, value, onChange }: ValueFieldProps) {
  const { t } = useTranslation()
  const listId = useId()
  const suggestions = useSuggestions(scope, field)
  if (field.kind === 'flag')
    return (
      <Select
        label={t('widgets.value')}
        value={value}
        options={[
          { value: '', label: '' },
          { value: 'true', label: t('widgets.yes') },
          { value: 'false', label: t('widgets.no') },
        ]}
        onChange={onChange}
      />
    )
  return (
    <>
      <Field
        label={t('widgets.value')}
        value={value}
        list={listId}
        autoComplete="off"
        {...(field.kind === 'number' ? { inputMode: 'decimal' } : {})}
        onChange={(event) => onChange(event.target.value)}
      />
      <datalist id={listId}>
        {suggestions.map((text) => (
          <option key={text} value={text} />
        ))}
      </datalist>
    </>
  )
}

const suggested = new Set(['text', 'texts'])

/** The most frequent values of a field in the range, from the first view that has it. */
function useSuggestions(scope: WidgetScope, { field, kind }: FilterField): string[] {
  const fields = useQuery(widgetFieldsQuery(scope.projectId))
  const view = fields.data?.views.find(({ dimensions }) =>
    dimensions.some((one) => one.field === field),
  )?.view
  const { data } = useQuery({
    ...widgetDataQuery({ ...scope, filters: [] }, topValues(view ?? 'observations', field)),
    enabled: view !== undefined && suggested.has(kind),
    refetchInterval: false,
  })
  const values = data?.rows.flatMap(({ of }) => of?.flat() ?? []) ?? []
  return [...new Set(values.filter((value) => typeof value === 'string' && value !== ''))] as string[]
}

function topValues(view: Exclude<MetricsView, 'traces'>, field: string): WidgetQuestion {
  return {
    view,
    dimensions: [{ field }],
    metrics: [{ measure: 'count', agg: 'count' }],
    filters: [],
    chartType: 'PIVOT_TABLE',
    chartConfig: { type: 'PIVOT_TABLE', row_limit: 50 },
  }
}
