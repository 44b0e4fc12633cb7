import type { DashboardWidgetDraft } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { BuilderFields } from './builder-fields.tsx'
import { useWidgetWords } from './use-widget-words.ts'
import { WidgetCard } from './widget-card.tsx'
import { fitDraft } from './widget-draft.ts'
import { type WidgetScope, widgetFieldsQuery } from './widget-query.ts'

interface WidgetBuilderProps {
  readonly scope: WidgetScope
  readonly initial: DashboardWidgetDraft
  readonly onSave: (widget: DashboardWidgetDraft) => void
  readonly onClose: () => void
  readonly isPending: boolean
  readonly error: unknown
}

const previewHeight = 420

/** Where a widget is made: its question on one side, what it shows on the other. */
export function WidgetBuilder({ scope, initial, onSave, onClose, isPending, error }: WidgetBuilderProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const nameOf = useWidgetName()
  const fields = useQuery(widgetFieldsQuery(scope.projectId))
  const [draft, setDraft] = useState(initial)
  const views = fields.data?.views
  if (!views)
    return fields.error ? (
      <p role="alert" className="p-6 text-sm text-danger">
        {errorText(fields.error)}
      </p>
    ) : (
      <Skeleton className="m-4 h-96" />
    )
  const change = (part: Partial<DashboardWidgetDraft>) => {
    const next = { ...draft, ...part }
    const view = views.find((one) => one.view === next.view)
    setDraft(view ? fitDraft(next, view) : next)
  }
  const named = { ...draft, name: draft.name.trim() || nameOf(draft) }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        onSave(named)
      }}
      className="mx-auto grid w-full max-w-[90rem] gap-4 p-4 lg:grid-cols-[22rem_minmax(0,1fr)]"
    >
      <div className="flex flex-col gap-4">
        <BuilderFields scope={scope} views={views} draft={draft} onChange={change} />
      </div>
      <div className="flex min-w-0 flex-col gap-4 lg:sticky lg:top-4 lg:self-start">
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('widgets.name')}
            value={draft.name}
            placeholder={nameOf(draft)}
            maxLength={200}
            onChange={(event) => change({ name: event.target.value })}
          />
          <Field
            label={t('widgets.description')}
            value={draft.description}
            maxLength={2000}
            onChange={(event) => change({ description: event.target.value })}
          />
        </div>
        <div style={{ height: previewHeight }}>
          <WidgetCard scope={scope} widget={named} height={previewHeight} />
        </div>
        <FormFooter action={t('widgets.save')} onClose={onClose} isPending={isPending} error={error} />
      </div>
    </form>
  )
}

/** What a widget is called that has no name of its own. */
function useWidgetName() {
  const { t } = useTranslation()
  const words = useWidgetWords()
  return ({ dimensions, metrics }: DashboardWidgetDraft) => {
    const what = metrics.map(words.metric).join(t('widgets.listJoin'))
    if (dimensions.length === 0) return what
    const by = dimensions.map(({ field }) => words.field(field)).join(t('widgets.listJoin'))
    return t('widgets.by', { what, by })
  }
}
