import type { ScoreChoice, TraceScore } from '@kansoku/contracts'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../../lib/error-text.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Select } from '../../ui/select.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { draftOf, newDraft, scoreTypes, toScore, withChoice, withType } from './score-draft.ts'
import { ScoreValueField } from './score-value-field.tsx'
import { scoreChoicesQuery, useSaveScore } from './scores.ts'

interface ScoreDialogProps {
  readonly projectId: string
  readonly traceId: string
  /** Null: the trace itself. */
  readonly observationId: string | null
  /** The one to change; absent: a new one. */
  readonly score?: TraceScore | undefined
  readonly onClose: () => void
}

/** Gives a score by hand, or changes one. */
export function ScoreDialog(props: ScoreDialogProps) {
  const { t } = useTranslation()
  const errorText = useErrorText()
  const { data, error } = useQuery(scoreChoicesQuery(props.projectId))
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && props.onClose()}
      title={t(props.score ? 'scores.edit' : 'scores.add')}
    >
      {data && <ScoreForm {...props} choices={data.choices} />}
      {!data && error && (
        <p role="alert" className="p-4 text-sm text-danger">
          {errorText(error)}
        </p>
      )}
      {!data && !error && <Skeleton className="m-4 h-40" />}
    </Dialog>
  )
}

type ScoreFormProps = ScoreDialogProps & { readonly choices: readonly ScoreChoice[] }

function ScoreForm({ projectId, traceId, observationId, score, choices, onClose }: ScoreFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(() => (score ? draftOf(score) : newDraft(choices)))
  const save = useSaveScore({ projectId, traceId }, score?.id, onClose)
  const choice = choices.find(({ id }) => id === draft.configId)
  const given = toScore(draft, observationId)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (given) save.mutate(given)
  }
  const isFree = draft.configId === ''
  return (
    <form onSubmit={submit} className="flex min-h-0 flex-col">
      <div className="flex flex-col gap-4 overflow-y-auto p-4">
        {!score && choices.length > 0 && (
          <Select
            label={t('scores.config')}
            value={draft.configId}
            options={[
              ...choices.map(({ id, name }) => ({ value: id, label: name })),
              { value: '', label: t('scores.free') },
            ]}
            onChange={(id) =>
              setDraft(
                withChoice(
                  draft,
                  choices.find((one) => one.id === id),
                ),
              )
            }
          />
        )}
        {choice?.description && <p className="text-xs text-ink-3">{choice.description}</p>}
        {isFree && (
          <div className="grid grid-cols-2 gap-3">
            <Field
              label={t('scores.name')}
              value={draft.name}
              maxLength={200}
              disabled={score !== undefined}
              onChange={(event) => setDraft({ ...draft, name: event.target.value })}
            />
            <Select
              label={t('scores.type')}
              value={draft.dataType}
              disabled={score !== undefined}
              options={scoreTypes.map((type) => ({ value: type, label: t(`scores.typeOf.${type}`) }))}
              onChange={(type) => setDraft(withType(draft, type as (typeof scoreTypes)[number]))}
            />
          </div>
        )}
        <ScoreValueField draft={draft} choice={choice} onChange={(value) => setDraft({ ...draft, value })} />
        <Field
          label={t('scores.comment')}
          value={draft.comment}
          maxLength={5000}
          onChange={(event) => setDraft({ ...draft, comment: event.target.value })}
        />
      </div>
      <FormFooter
        action={t('scores.save')}
        onClose={onClose}
        isPending={save.isPending || !given}
        error={save.error}
      />
    </form>
  )
}
