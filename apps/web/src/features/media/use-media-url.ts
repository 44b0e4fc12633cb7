import { mediaFilePath } from '@kansoku/contracts'
import type { MediaReference } from '@kansoku/conversations'
import { useParams } from '@tanstack/react-router'
import { belowBase } from '../../lib/base-path.ts'

/** Where the bytes of a file of the open project lie. */
export function useMediaUrl({ mediaId }: MediaReference): string {
  const { projectId } = useParams({ from: '/project/$projectId' })
  return belowBase(
    mediaFilePath
      .replace(':projectId', encodeURIComponent(projectId))
      .replace(':mediaId', encodeURIComponent(mediaId)),
  )
}
