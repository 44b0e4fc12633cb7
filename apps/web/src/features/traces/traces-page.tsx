import { useTranslation } from 'react-i18next'
import { PageHeader } from '../../app/page-header.tsx'
import { useLiveList } from '../live/use-live-list.ts'
import { ColumnMenu, useColumnVisibility } from './column-menu.tsx'
import { FilteredList } from './filtered-list.tsx'
import { ListControls } from './list-controls.tsx'
import { TraceList } from './trace-list.tsx'
import { readTraceSearch } from './trace-search.ts'
import { tracesKey } from './traces-query.ts'
import { useListSearch } from './use-list-search.ts'
import { useRowKeys } from './use-row-keys.ts'

/** Least time between two refreshes, in ms. The server tells of changes four times a second at most. */
const liveInterval = 200

export function TracesPage() {
  const { t } = useTranslation()
  const { projectId, search, change, replaceAll } = useListSearch('traces', readTraceSearch)
  const [visibility, setVisibility] = useColumnVisibility()
  const live = useLiveList({ projectId, queryKey: tracesKey(projectId), interval: liveInterval })
  useRowKeys()
  return (
    <>
      <PageHeader title={t('traces.title')}>
        <ListControls projectId={projectId} search={search} live={live} onChange={change} />
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
