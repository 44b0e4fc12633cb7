import type { MediaKind } from '@kansoku/conversations'
import { FileText, Film, Image, type LucideIcon, Volume2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'

const icons: Record<MediaKind, LucideIcon> = {
  image: Image,
  audio: Volume2,
  video: Film,
  file: FileText,
}

interface MediaLabelProps {
  readonly kind: MediaKind
  readonly detail?: string | undefined
}

/** A file that is told of and not shown. */
export function MediaLabel({ kind, detail }: MediaLabelProps) {
  const { t } = useTranslation()
  const Icon = icons[kind]
  return (
    <span className="my-1 mr-2 inline-flex max-w-full items-center gap-2 rounded-lg border border-line border-dashed px-3 py-2 text-sm text-ink-2">
      <Icon size={16} aria-hidden="true" className="shrink-0 text-ink-3" />
      {t(`media.${kind}`)}
      {detail && <span className="truncate text-xs text-ink-3">{detail}</span>}
    </span>
  )
}
