import clsx from 'clsx'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ListOption } from '../../ui/list-option.tsx'
import { type FacetName, facetColumns } from '../traces/list-filters.ts'
import { useValueLabel } from '../traces/use-value-label.ts'
import type { Completion } from './completions.ts'
import { useFieldLabel } from './use-field-label.ts'

interface CompletionListProps {
  readonly id: string
  readonly options: readonly Completion[]
  readonly active: number
  readonly onHover: (index: number) => void
  readonly onChoose: (option: Completion) => void
}

/** What can be written next; the field above owns the keyboard. */
export function CompletionList({ id, options, active, onHover, onChoose }: CompletionListProps) {
  const { t } = useTranslation()
  return (
    <div id={id} role="listbox" aria-label={t('search.suggestions')} className="max-h-80 overflow-y-auto p-1">
      {options.map((option, index) => (
        <ListOption
          key={option.text}
          id={`${id}-${index}`}
          isActive={index === active}
          onHover={() => onHover(index)}
          onChoose={() => onChoose(option)}
          className="min-h-8 px-2 py-1 pointer-coarse:min-h-10"
        >
          <OptionText option={option} />
        </ListOption>
      ))}
    </div>
  )
}

function OptionText({ option }: { readonly option: Completion }) {
  const { compact } = useFormats()
  const fieldLabel = useFieldLabel()
  const valueLabel = useValueLabel()
  const word = (key: string, value: string) => {
    if (key === 'is' || key === 'has') return fieldLabel(value)
    return Object.hasOwn(facetColumns, key) ? valueLabel(key as FacetName, value) : value
  }
  const isKey = option.kind === 'key'
  const written = isKey ? option.text : option.value
  const said = isKey ? fieldLabel(option.key) : word(option.field, option.value)
  const saysMore = said !== (isKey ? option.key : option.value)
  return (
    <>
      <span className={clsx('min-w-0 truncate font-mono text-xs', saysMore ? 'shrink-0' : 'flex-1')}>
        {written}
      </span>
      {saysMore && <span className="min-w-0 flex-1 truncate text-xs text-ink-3">{said}</span>}
      {!isKey && option.count !== undefined && (
        <span className="shrink-0 text-xs text-ink-3 tabular">{compact(option.count)}</span>
      )}
    </>
  )
}
