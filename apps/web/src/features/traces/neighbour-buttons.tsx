import { ChevronDown, ChevronUp } from 'lucide-react'
import { useHotkeys } from '../../lib/hotkeys.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import type { Neighbour } from './use-neighbours.ts'

interface NeighbourButtonsProps<N extends Neighbour> {
  readonly neighbours: { readonly previous: N | undefined; readonly next: N | undefined }
  readonly labels: { readonly previous: string; readonly next: string }
  readonly onOpen: (neighbour: N) => void
}

/** Lead to what stands before and after in the list, as k and j do. */
export function NeighbourButtons<N extends Neighbour>(props: NeighbourButtonsProps<N>) {
  const { neighbours, labels, onOpen } = props
  const { previous, next } = neighbours
  const toPrevious = () => previous && onOpen(previous)
  const toNext = () => next && onOpen(next)
  useHotkeys({ j: toNext, k: toPrevious })
  return (
    <>
      <IconButton label={labels.previous} shortcut="K" disabled={!previous} onClick={toPrevious}>
        <ChevronUp size={16} />
      </IconButton>
      <IconButton label={labels.next} shortcut="J" disabled={!next} onClick={toNext}>
        <ChevronDown size={16} />
      </IconButton>
    </>
  )
}
