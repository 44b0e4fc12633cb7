import type { MediaReference } from '@kansoku/conversations'
import { useTranslation } from 'react-i18next'
import { useMediaUrl } from './use-media-url.ts'

/** Opens a file that a line of JSON refers to. */
export function MediaLink({ reference }: { readonly reference: MediaReference }) {
  const { t } = useTranslation()
  return (
    <a
      href={useMediaUrl(reference)}
      target="_blank"
      rel="noreferrer"
      className="ml-2 rounded-sm font-sans font-medium text-accent hover:underline"
    >
      {t('media.open')}
    </a>
  )
}
