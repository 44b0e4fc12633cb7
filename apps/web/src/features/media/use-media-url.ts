import { mediaFilePath } from '@kansoku/contracts'
import type { MediaReference } from '@kansoku/conversations'
import { useParams } from '@tanstack/react-router'
import { belowBase } from '../../lib/base-path.ts'

/** Where the bytes of a file of the open project lie; undefined where no project is open, as in a shared trace. */
export function useMediaUrl({ mediaId }: MediaReference): string | undefined {
  const { projectId } = useParams({ strict: false })
  if (projectId === undefined) return undefined
  return belowBase(
    mediaFilePath
      .replace(':projectId', encodeURIComponent(projectId))
      .replace(':mediaId', encodeURIComponent(mediaId)),
  )
}
