import { mediaFilePath, sharedMediaFilePath } from '@kansoku/contracts'
import type { MediaReference } from '@kansoku/conversations'
import { useParams, useSearch } from '@tanstack/react-router'
import { belowBase } from '../../lib/base-path.ts'

/** Where the bytes of a file lie: of the open project, or of the trace whose public link is open. */
export function useMediaUrl({ mediaId }: MediaReference): string {
  const { projectId, traceId = '' } = useParams({ strict: false })
  const { project = '' } = useSearch({ strict: false })
  const path = projectId === undefined ? sharedMediaFilePath : mediaFilePath
  return belowBase(
    path
      .replace(':projectId', encodeURIComponent(projectId ?? project))
      .replace(':traceId', encodeURIComponent(traceId))
      .replace(':mediaId', encodeURIComponent(mediaId)),
  )
}
