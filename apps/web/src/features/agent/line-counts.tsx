import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

/** How many lines were added and removed. */
export function LineCounts({ added, removed }: { readonly added: number; readonly removed: number }) {
  const { t } = useTranslation()
  const { number } = useFormats()
  return (
    <span className="flex shrink-0 gap-1.5 text-xs tabular">
      <span className="text-ok">
        <span className="sr-only">{t('agents.addedLines')} </span>+{number(added)}
      </span>
      <span className="text-danger">
        <span className="sr-only">{t('agents.removedLines')} </span>−{number(removed)}
      </span>
    </span>
  )
}
