import type { PublicModel } from '@kansoku/contracts'
import { Plus } from 'lucide-react'
import { type SubmitEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field } from '../../ui/field.tsx'
import { FormFooter } from '../../ui/form-footer.tsx'
import { Select } from '../../ui/select.tsx'
import { useSaveModel } from './model-definitions.ts'
import { emptyDraft, type ModelDraft, nextKey, type TierDraft, toBody, toDraft } from './price-draft.ts'
import { TierFields } from './tier-fields.tsx'

interface ModelPriceFormProps {
  readonly projectId: string
  readonly kind: 'create' | 'edit' | 'clone'
  /** What is edited or copied. */
  readonly origin?: PublicModel
  readonly onClose: () => void
}

const tokenizers = ['', 'openai', 'claude'] as const

export function ModelPriceForm({ projectId, kind, origin, onClose }: ModelPriceFormProps) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState<ModelDraft>(() => (origin ? toDraft(origin) : emptyDraft))
  const save = useSaveModel(projectId, kind === 'edit' ? origin?.id : undefined, onClose)
  const change = (changes: Partial<ModelDraft>) => setDraft({ ...draft, ...changes })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    save.mutate(toBody(draft, origin))
  }
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={t(`modelPrices.form.${kind}`)}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-4">
          <Field
            label={t('settings.name')}
            required
            maxLength={500}
            autoComplete="off"
            value={draft.modelName}
            onChange={(event) => change({ modelName: event.target.value })}
          />
          <Field
            label={t('modelPrices.pattern')}
            required
            maxLength={1000}
            autoComplete="off"
            spellCheck={false}
            className="font-mono"
            placeholder="(?i)^my-model(-v\d+)?$"
            value={draft.matchPattern}
            onChange={(event) => change({ matchPattern: event.target.value })}
          />
          <Select
            label={t('modelPrices.column.tokenizer')}
            value={draft.tokenizerId}
            options={tokenizers.map((value) => ({ value, label: value || t('modelPrices.noTokenizer') }))}
            onChange={(tokenizerId) => change({ tokenizerId })}
          />
          <TierList draft={draft} onChange={change} />
        </div>
        <FormFooter
          action={t('account.save')}
          onClose={onClose}
          isPending={save.isPending}
          error={save.error}
        />
      </form>
    </Dialog>
  )
}

interface TierListProps {
  readonly draft: ModelDraft
  readonly onChange: (changes: Partial<ModelDraft>) => void
}

function TierList({ draft, onChange }: TierListProps) {
  const { t } = useTranslation()
  const { tiers } = draft
  const put = (tier: TierDraft) =>
    onChange({ tiers: tiers.map((one) => (one.key === tier.key ? tier : one)) })
  const add = () => {
    const key = nextKey(tiers)
    const name = t('modelPrices.form.tierName', { number: tiers.length + 1 })
    const condition = { key: 0, pattern: '^input', operator: 'gt', value: '', caseSensitive: false } as const
    // Most prices of a further tier are near those of the first.
    const prices = tiers[0]?.prices ?? {}
    onChange({ tiers: [...tiers, { key, name, conditions: [condition], attributes: [], prices }] })
  }
  return (
    <>
      {tiers.map((tier, index) => (
        <TierFields
          key={tier.key}
          draft={draft}
          tier={tier}
          isDefault={index === 0}
          onChange={put}
          onUsage={(usage) => onChange({ usage })}
          onRemove={() => onChange({ tiers: tiers.filter((one) => one.key !== tier.key) })}
        />
      ))}
      <Button size="sm" className="self-start" onClick={add}>
        <Plus size={14} aria-hidden="true" />
        {t('modelPrices.form.addTier')}
      </Button>
    </>
  )
}
