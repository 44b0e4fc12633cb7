import { type DashboardWidgetDraft, type WidgetFields, widgetChartTypes } from '@kansoku/contracts'
import { Plus, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Select } from '../../ui/select.tsx'
import { ConditionBar } from './condition-bar.tsx'
import { filterFields } from './conditions.ts'
import { useWidgetWords } from './use-widget-words.ts'
import { capacityOf, hasRows, isCourse } from './widget-draft.ts'
import type { WidgetScope } from './widget-query.ts'

interface FieldsProps {
  readonly draft: DashboardWidgetDraft
  readonly onChange: (part: Partial<DashboardWidgetDraft>) => void
}
type ViewProps = FieldsProps & { readonly view: WidgetFields }

interface BuilderFieldsProps extends FieldsProps {
  readonly scope: WidgetScope
  readonly views: readonly WidgetFields[]
}

/** The question of a widget and the kind of its chart. */
export function BuilderFields({ scope, views, draft, onChange }: BuilderFieldsProps) {
  const { t } = useTranslation()
  const view = views.find((one) => one.view === draft.view)
  return (
    <>
      <Select
        label={t('widgets.view')}
        value={draft.view}
        options={views.map((one) => ({ value: one.view, label: t(`widgets.views.${one.view}`) }))}
        onChange={(next) => onChange({ view: next as DashboardWidgetDraft['view'], filters: [] })}
      />
      <Select
        label={t('widgets.chart')}
        value={draft.chartType}
        options={widgetChartTypes.map((value) => ({ value, label: t(`widgets.chartType.${value}`) }))}
        onChange={(next) => onChange({ chartType: next as DashboardWidgetDraft['chartType'] })}
      />
      {view && <Metrics view={view} draft={draft} onChange={onChange} />}
      {view && <Dimensions view={view} draft={draft} onChange={onChange} />}
      {view && (
        <div className="flex flex-col gap-1.5">
          <span className="text-xs font-medium text-ink-2">{t('widgets.filters')}</span>
          <ConditionBar
            scope={scope}
            fields={filterFields([view])}
            conditions={draft.filters}
            onChange={(filters) => onChange({ filters })}
          />
        </div>
      )}
      <ChartSettings draft={draft} onChange={onChange} />
    </>
  )
}

function Metrics({ view, draft, onChange }: ViewProps) {
  const { t } = useTranslation()
  const words = useWidgetWords()
  const { metrics } = draft
  const most = capacityOf(draft).metrics
  const isFixed = draft.chartType === 'HISTOGRAM'
  const unused =
    view.measures.find((one) => metrics.every(({ measure }) => measure !== one.measure))?.measure ?? 'count'
  const set = (index: number, metric: (typeof metrics)[number]) =>
    onChange({ metrics: metrics.with(index, metric) })
  const aggregationsOf = (measure: string) =>
    measure === 'count' || isFixed
      ? []
      : (view.measures.find((one) => one.measure === measure)?.aggregations ?? []).filter(
          (agg) => agg !== 'histogram',
        )
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="sr-only">{t('widgets.metrics')}</legend>
      {metrics.map(({ measure, agg }, index) => (
        <div key={index} className="flex items-end gap-2 *:min-w-0 *:flex-1">
          <Select
            label={t('widgets.metricName')}
            value={measure}
            options={view.measures.map((one) => ({ value: one.measure, label: words.measure(one.measure) }))}
            onChange={(next) =>
              set(index, { measure: next, agg: aggregationsOf(next).find((one) => one === agg) ?? 'count' })
            }
          />
          {aggregationsOf(measure).length > 0 && (
            <Select
              label={t('widgets.aggregationName')}
              value={agg}
              options={aggregationsOf(measure).map((value) => ({
                value,
                label: t(`widgets.aggregation.${value}`),
              }))}
              onChange={(next) => set(index, { measure, agg: next as typeof agg })}
            />
          )}
          {metrics.length > 1 && (
            <IconButton
              label={t('widgets.removeMetric', { metric: words.metric({ measure, agg }) })}
              onClick={() => onChange({ metrics: metrics.toSpliced(index, 1) })}
              className="!flex-none"
            >
              <X size={14} />
            </IconButton>
          )}
        </div>
      ))}
      {metrics.length < most && (
        <Button
          size="sm"
          variant="ghost"
          className="self-start"
          onClick={() => onChange({ metrics: [...metrics, { measure: unused, agg: 'avg' }] })}
        >
          <Plus size={13} aria-hidden="true" />
          {t('widgets.addMetric')}
        </Button>
      )}
    </fieldset>
  )
}

function Dimensions({ view, draft, onChange }: ViewProps) {
  const { t } = useTranslation()
  const words = useWidgetWords()
  const most = capacityOf(draft).dimensions
  const { dimensions } = draft
  const offered = view.dimensions.filter(({ highCardinality }) => !(highCardinality && isCourse(draft)))
  const options = [
    { value: '', label: t('widgets.noBreakdown') },
    ...offered.map(({ field }) => ({ value: field, label: words.field(field) })),
  ]
  const set = (index: number, field: string) => {
    const fields = [...dimensions.map((one) => one.field)]
    fields[index] = field
    onChange({ dimensions: fields.filter((one) => one !== '').map((one) => ({ field: one })) })
  }
  return Array.from({ length: Math.min(most, dimensions.length + 1) }, (_, index) => (
    <Select
      key={index}
      label={index === 0 ? t('widgets.breakdown') : t('widgets.secondBreakdown')}
      value={dimensions[index]?.field ?? ''}
      options={options}
      onChange={(field) => set(index, field)}
    />
  ))
}

function ChartSettings({ draft, onChange }: FieldsProps) {
  const { t } = useTranslation()
  const { chartConfig, chartType } = draft
  const count = (text: string, most: number) => {
    const value = Math.round(Number(text))
    return value >= 1 && value <= most ? value : undefined
  }
  return (
    <>
      {hasRows(draft) && (
        <Field
          label={t('widgets.rowLimit')}
          type="number"
          min={1}
          max={1000}
          value={chartConfig.row_limit ?? ''}
          placeholder="100"
          onChange={({ target }) =>
            onChange({ chartConfig: { ...chartConfig, row_limit: count(target.value, 1000) } })
          }
        />
      )}
      {chartType === 'HISTOGRAM' && (
        <Field
          label={t('widgets.bins')}
          type="number"
          min={1}
          max={100}
          value={chartConfig.bins ?? ''}
          placeholder="10"
          onChange={({ target }) =>
            onChange({ chartConfig: { ...chartConfig, bins: count(target.value, 100) } })
          }
        />
      )}
      {hasRows(draft) && chartType !== 'PIVOT_TABLE' && (
        <label className="flex items-center gap-2 text-sm text-ink-2">
          <input
            type="checkbox"
            checked={chartConfig.show_value_labels ?? false}
            onChange={({ target }) =>
              onChange({ chartConfig: { ...chartConfig, show_value_labels: target.checked } })
            }
          />
          {t('widgets.showValues')}
        </label>
      )}
    </>
  )
}
