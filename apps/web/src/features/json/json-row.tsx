import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { MediaLink } from '../media/media-link.tsx'
import type { JsonRow } from './json-rows.ts'

const colours: Record<JsonRow['type'], string> = {
  string: 'text-ok',
  number: 'text-accent',
  boolean: 'text-violet',
  null: 'text-ink-3',
  object: 'text-ink-3',
  array: 'text-ink-3',
}

function Size({ row }: { readonly row: JsonRow }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  if (row.size === undefined || (row.expanded && row.kind === 'open')) return null
  const count = row.size
  const text =
    row.kind === 'open' ? t('json.entries', { count }) : t('json.characters', { count, shown: number(count) })
  return <span className="ml-2 text-2xs text-ink-3 select-none">{text}</span>
}

function Name({ name }: { readonly name: string | number }) {
  return (
    <>
      <span className={typeof name === 'number' ? 'text-ink-3' : 'text-ink'}>{name}</span>
      <span className="text-ink-3">: </span>
    </>
  )
}

interface JsonLineProps {
  readonly row: JsonRow
  readonly onToggle: (path: string) => void
}

export function JsonLine({ row, onToggle }: JsonLineProps) {
  const { t } = useTranslation()
  const indent = { paddingLeft: `${row.depth * 1.125 + 1.25}rem` }
  if (row.kind === 'chunk')
    return (
      <div style={indent} className="break-words whitespace-pre-wrap text-ok">
        {row.text === '' ? ' ' : row.text}
      </div>
    )
  const canOpen = row.expanded !== undefined
  const body = (
    <>
      {row.name !== undefined && <Name name={row.name} />}
      <span className={clsx('break-words whitespace-pre-wrap', colours[row.type])}>{row.text}</span>
      <Size row={row} />
      {row.media && <MediaLink reference={row.media} />}
    </>
  )
  if (!canOpen) return <div style={indent}>{body}</div>
  return (
    <div style={indent} className="relative">
      <button
        type="button"
        aria-expanded={row.expanded}
        aria-label={t(row.expanded ? 'json.close' : 'json.open', { name: String(row.name ?? 'JSON') })}
        onClick={() => onToggle(row.path)}
        className="absolute -ml-5 flex size-5 items-center justify-center rounded-sm text-ink-3 hover:bg-hover hover:text-ink"
      >
        <ChevronRight size={12} className={clsx('transition-transform', row.expanded && 'rotate-90')} />
      </button>
      {body}
    </div>
  )
}
