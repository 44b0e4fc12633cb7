import type { ComponentProps } from 'react'
import { LiveButton } from '../live/live-button.tsx'
import { EnvironmentMenu } from '../time-range/environment-menu.tsx'
import { RangePicker } from '../time-range/range-picker.tsx'
import type { TraceSearch } from './trace-search.ts'
import type { ChangeSearch } from './use-list-search.ts'

interface ListControlsProps {
  readonly projectId: string
  readonly search: TraceSearch
  readonly live: ComponentProps<typeof LiveButton>
  readonly onChange: ChangeSearch
}

/** What is set for the whole of a list: live updates, environments, time range. */
export function ListControls({ projectId, search, live, onChange }: ListControlsProps) {
  return (
    <>
      <LiveButton {...live} />
      <EnvironmentMenu projectId={projectId} value={search.env ?? []} onChange={(env) => onChange({ env })} />
      <RangePicker
        range={search}
        onChange={(range) => onChange({ range: undefined, from: undefined, to: undefined, ...range })}
      />
    </>
  )
}
