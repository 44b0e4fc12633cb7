import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { LiveButton } from '../live/live-button.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { EnvironmentMenu } from '../time-range/environment-menu.tsx'
import { RangePicker } from '../time-range/range-picker.tsx'
import { ColumnMenu, useColumnVisibility } from './column-menu.tsx'
import { FilteredList } from './filtered-list.tsx'
import { TraceList } from './trace-list.tsx'
import { tracesKey } from './traces-query.ts'
import { useRowKeys } from './use-row-keys.ts'
import { useTracesSearch } from './use-traces-search.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 200

export function TracesPage() {
  const { t } = useTranslation()
  const { projectId, search, change, replaceAll } = useTracesSearch()
  const [visibility, setVisibility] = useColumnVisibility()
  const live = useLiveList({ projectId, queryKey: tracesKey(projectId), interval: liveInterval })
  useRowKeys()
  return (
    <>
      <PageHeader title={t('traces.title')}>
        <LiveButton {...live} />
        <EnvironmentMenu projectId={projectId} value={search.env ?? []} onChange={(env) => change({ env })} />
        <RangePicker
          range={search}
          onChange={(range) => change({ range: undefined, from: undefined, to: undefined, ...range })}
        />
      </PageHeader>
      <FilteredList
        projectId={projectId}
        search={search}
        searchLabel={t('traces.search')}
        onChange={change}
        onReplace={replaceAll}
        tools={<ColumnMenu visibility={visibility} onChange={setVisibility} />}
      >
        <TraceList
          projectId={projectId}
          search={search}
          visibility={visibility}
          onChange={change}
          onReplace={replaceAll}
        />
      </FilteredList>
    </>
  )
}
