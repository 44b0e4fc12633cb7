import { kindOfType, type MediaReference } from '@kansoku/conversations'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MediaLabel } from './media-label.tsx'
import { useMediaUrl } from './use-media-url.ts'

interface MediaViewProps {
  readonly reference: MediaReference
}

/** A file where its message has it: a picture to look at, sound and film to play, anything else to open. */
export function MediaView({ reference }: MediaViewProps) {
  const { t } = useTranslation()
  const url = useMediaUrl(reference)
  const [failed, setFailed] = useState(false)
  const kind = kindOfType(reference.contentType)
  const label = t(`media.${kind}`)
  const source = { src: url, onError: () => setFailed(true) }
  const player = { ...source, controls: true, preload: 'metadata', 'aria-label': label }
  if (kind === 'audio' && !failed) return <audio {...player} className="my-2 w-96 max-w-full" />
  if (kind === 'video' && !failed) return <video {...player} className="my-2 max-h-96 max-w-full" />
  const isPicture = kind === 'image' && !failed
  return (
    <a href={url} target="_blank" rel="noreferrer" className="my-1 mr-2 inline-block max-w-full rounded-lg">
      {isPicture ? (
        <img {...source} alt={label} className="max-h-80 max-w-full rounded-lg border border-line" />
      ) : (
        <MediaLabel kind={kind} detail={failed ? t('media.notShown') : reference.contentType} />
      )}
    </a>
  )
}
