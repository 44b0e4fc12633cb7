import type { Batch } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../../locales/en/index.ts'

type ToldCode = keyof Catalogue['errors']['codes']

/** What a batch does, and why it failed, in words. */
export function useBatchWords() {
  const { t, i18n } = useTranslation()
  return {
    title: ({ action }: Batch) =>
      t('batches.exportOf', {
        table: t(`batches.table.${action.table}`),
        format: t(`batches.format.${action.format}`),
      }),
    failure: ({ failure }: Batch) =>
      failure !== null && i18n.exists(`errors.codes.${failure}`)
        ? t(`errors.codes.${failure as ToldCode}`)
        : t('errors.unknown'),
  }
}
