import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { foldText } from '../../lib/fold-text.ts'
import { useFormats } from '../../lib/language.ts'
import { Input } from '../../ui/field.tsx'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { FacetValue } from './filter-source.ts'
import type { FacetName } from './list-filters.ts'
import { shortModels } from './short-model.ts'
import { useValueLabel } from './use-value-label.ts'

interface FacetFilterProps {
  readonly name: FacetName
  /** Absent while they are on their way. */
  readonly options: readonly FacetValue[] | undefined
  readonly chosen: readonly string[]
  readonly onChange: (values: readonly string[]) => void
}

const shownAtFirst = 8
const openAtFirst: ReadonlySet<FacetName> = new Set(['level', 'type', 'name', 'model'])
const named: ReadonlySet<FacetName> = new Set(['level', 'type', 'root'])

/** Values to show: those that are known, and those chosen that do not occur in the range. */
function allOptions(options: readonly FacetValue[], chosen: readonly string[]): FacetValue[] {
  const known = new Set(options.map(({ value }) => value))
  return [...options, ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, count: 0 }))]
}

interface OptionRowProps {
  readonly option: FacetValue
  /** Whether the label is a word of ours: the value itself says nothing more. */
  readonly isNamed: boolean
  /** What is shown for the value. */
  readonly label: string
  readonly checked: boolean
  readonly onToggle: () => void
}

function OptionRow({ option, isNamed, label, checked, onToggle }: OptionRowProps) {
  const { compact } = useFormats()
  return (
    <label className="flex min-h-7 cursor-pointer items-center gap-2 rounded-sm px-1 text-sm hover:bg-hover pointer-coarse:min-h-10">
      <input
        type="checkbox"
        checked={checked}
        onChange={onToggle}
        className="size-3.5 shrink-0 accent-[var(--accent)]"
      />
      <span className="min-w-0 flex-1 text-ink-2">
        <MiddleCut text={label} title={isNamed ? label : option.value} />
      </span>
      <span className="shrink-0 text-xs text-ink-3 tabular">{compact(option.count)}</span>
    </label>
  )
}

/** Names of values: ours in the language of the page, models without what they have in common. */
function useLabels(name: FacetName, options: readonly FacetValue[]): (value: string) => string {
  const labelOf = useValueLabel()
  const models = name === 'model' ? shortModels(options.map(({ value }) => value)) : undefined
  return (value) => models?.get(value) ?? labelOf(name, value)
}

function OptionList({
  name,
  options,
  chosen,
  onChange,
}: FacetFilterProps & { options: readonly FacetValue[] }) {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const [all, setAll] = useState(false)
  const listed = allOptions(options, chosen)
  const labelOf = useLabels(name, listed)
  const wanted = foldText(text.trim())
  const found = listed.filter(({ value }) => foldText(value).includes(wanted))
  const shown =
    all || text ? found : found.filter(({ value }, index) => index < shownAtFirst || chosen.includes(value))
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value])
  if (listed.length === 0) return <p className="px-1 pb-1 text-xs text-ink-3">{t('traces.noValues')}</p>
  return (
    <div className="flex flex-col">
      {listed.length > shownAtFirst && (
        <Input
          type="search"
          aria-label={t('traces.findValue', { name: t(`traces.filter.${name}`) })}
          placeholder={t('traces.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
          className="mb-1 h-7 text-xs"
        />
      )}
      {shown.map((option) => (
        <OptionRow
          key={option.value}
          option={option}
          isNamed={named.has(name)}
          label={labelOf(option.value)}
          checked={chosen.includes(option.value)}
          onToggle={() => toggle(option.value)}
        />
      ))}
      {shown.length < found.length && (
        <button
          type="button"
          onClick={() => setAll(true)}
          className="self-start rounded-sm px-1 py-1 text-xs font-medium text-accent hover:underline"
        >
          {t('traces.showMore', { count: found.length - shown.length })}
        </button>
      )}
    </div>
  )
}

export function FacetFilter(props: FacetFilterProps) {
  const { t } = useTranslation()
  const { name, options, chosen } = props
  const [open, setOpen] = useState(chosen.length > 0 || openAtFirst.has(name))
  return (
    <fieldset className="min-w-0 px-3 py-1.5">
      <legend className="contents">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-8 w-full items-center gap-1.5 rounded-sm text-xs font-medium text-ink-2 hover:text-ink"
        >
          <ChevronRight
            size={13}
            aria-hidden="true"
            className={clsx('text-ink-3 transition-transform', open && 'rotate-90')}
          />
          {t(`traces.filter.${name}`)}
          {chosen.length > 0 && (
            <span className="ml-auto rounded-full bg-accent px-1.5 text-2xs text-on-accent">
              {chosen.length}
            </span>
          )}
        </button>
      </legend>
      {open && (options ? <OptionList {...props} options={options} /> : <Skeleton className="h-16" />)}
    </fieldset>
  )
}
