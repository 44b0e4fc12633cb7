import type { AgentChange } from '@kansoku/contracts'
import clsx from 'clsx'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { ScrollRegion } from '../../ui/scroll-region.tsx'

type Line = AgentChange['hunks'][number][number]

/** Lines that are shown until somebody asks for all. */
const shownAtFirst = 200

const looks = {
  '+': 'bg-ok-soft text-ok',
  '-': 'bg-danger-soft text-danger',
  ' ': 'text-ink-2',
} as const

function DiffRow({ line: { mark, text } }: { readonly line: Line }) {
  const { t } = useTranslation()
  const spoken = { '+': t('agents.addedLine'), '-': t('agents.removedLine'), ' ': '' }[mark]
  return (
    <div className={clsx('flex min-w-max px-2', looks[mark])}>
      {spoken && <span className="sr-only">{spoken} </span>}
      <span aria-hidden="true" className="w-4 shrink-0 select-none">
        {mark === '-' ? '−' : mark}
      </span>
      <code className="whitespace-pre">{text === '' ? ' ' : text}</code>
    </div>
  )
}

/** The lines of a change as they were and as they became. Whatever stands in them stays text. */
export function DiffView({ label, hunks }: { readonly label: string; readonly hunks: AgentChange['hunks'] }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  const [whole, setWhole] = useState(false)
  const count = hunks.reduce((sum, hunk) => sum + hunk.length, 0)
  let left = whole ? count : shownAtFirst
  const shown = hunks.map((hunk) => {
    const lines = hunk.slice(0, left)
    left -= lines.length
    return lines
  })
  return (
    <>
      <ScrollRegion
        label={label}
        className="overflow-x-auto rounded-md border border-line bg-surface py-1 font-mono text-xs leading-5"
      >
        {shown.map((lines, hunk) => (
          <div
            key={hunk}
            className={clsx(hunk > 0 && lines.length > 0 && 'mt-1 border-t border-dashed border-line pt-1')}
          >
            {lines.map((line, index) => (
              <DiffRow key={index} line={line} />
            ))}
          </div>
        ))}
      </ScrollRegion>
      {!whole && count > shownAtFirst && (
        <button
          type="button"
          onClick={() => setWhole(true)}
          className="self-start rounded-sm py-1 text-xs font-medium text-accent hover:underline"
        >
          {t('agents.allLines', { count, shown: number(count) })}
        </button>
      )}
    </>
  )
}
