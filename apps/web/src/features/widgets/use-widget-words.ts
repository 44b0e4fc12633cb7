import type { WidgetQuestion } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

type Metric = WidgetQuestion['metrics'][number]

const milliseconds = /^(latency|streamingLatency|timeToFirstToken)$/
const dollars = /cost/i
const counted = new Set(['count', 'uniq'])

/** How the figures of a metric are written: in full, and short for an axis. */
export function useMetricFormat() {
  const { number, compact, cost, costAxis, duration } = useFormats()
  return ({ measure, agg }: Metric) => {
    if (counted.has(agg)) return { value: compact, axis: compact }
    if (milliseconds.test(measure)) {
      const inSeconds = (value: number) => duration(value / 1000)
      return { value: inSeconds, axis: inSeconds }
    }
    if (dollars.test(measure)) return { value: cost, axis: costAxis }
    return agg === 'sum' ? { value: compact, axis: compact } : { value: number, axis: compact }
  }
}

/** Names of what widgets ask, in the language of the page. What has no name yet bears that of the API. */
export function useWidgetWords() {
  const { t } = useTranslation()
  const { number } = useFormats()
  const named = (group: 'field' | 'measure', name: string) =>
    t(`widgets.${group}.${name}` as 'widgets.measure.count', { defaultValue: name })
  const field = (name: string) => named('field', name)
  const measure = (name: string) => named('measure', name)
  const aggregation = ({ agg }: Metric) => t(`widgets.aggregation.${agg}`)
  const metric = ({ measure: name, agg }: Metric) => {
    if (name === 'count') return measure('count')
    return t('widgets.metric', { measure: measure(name), aggregation: t(`widgets.aggregation.${agg}`) })
  }
  const value = (one: string | number | boolean | readonly string[] | null): string => {
    if (one === null || one === '') return t('widgets.noValue')
    if (typeof one === 'number') return number(one)
    if (typeof one === 'boolean') return t(one ? 'widgets.yes' : 'widgets.no')
    if (typeof one === 'string') return one
    return one.length === 0 ? t('widgets.noValue') : one.join(t('widgets.listJoin'))
  }
  const group = (of: readonly Parameters<typeof value>[0][] | null) =>
    of === null ? t('widgets.others') : of.map(value).join(' · ')
  return { field, measure, metric, aggregation, value, group }
}
