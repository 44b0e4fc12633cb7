import type { AgentTaskRow } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { mostCompared } from './agent-search.ts'

export interface Picking {
  readonly picked: readonly string[]
  readonly onPick: (sessionIds: readonly string[]) => void
}

/** Picks a task to compare it with others. */
export function PickBox({ row, picked, onPick }: Picking & { readonly row: AgentTaskRow }) {
  const { t } = useTranslation()
  const isPicked = picked.includes(row.id)
  return (
    <label className="flex size-8 cursor-pointer items-center justify-center pointer-coarse:size-10">
      <input
        type="checkbox"
        aria-label={t('agents.pick', { title: row.title ?? row.id })}
        checked={isPicked}
        disabled={!isPicked && picked.length >= mostCompared}
        onChange={() => onPick(isPicked ? picked.filter((id) => id !== row.id) : [...picked, row.id])}
        className="size-3.5 accent-[var(--accent)]"
      />
    </label>
  )
}
