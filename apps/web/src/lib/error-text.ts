import { type ErrorCode, errorCatalogue } from '@kansoku/contracts'
import { ApiError } from '@kansoku/sdk'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../locales/en/index.ts'
import { ServerAwayError } from './api.ts'

type ToldCode = keyof Catalogue['errors']['codes']

/** A sentence for an error: by its code where there is one for people, else as the server put it. */
export function useErrorText(): (error: unknown) => string {
  const { t, i18n } = useTranslation()
  return (error) => {
    if (error instanceof ServerAwayError) return t('app.serverAway')
    if (!(error instanceof ApiError)) return error instanceof Error ? error.message : t('errors.unknown')
    if (i18n.exists(`errors.codes.${error.code}`)) return t(`errors.codes.${error.code as ToldCode}`)
    const plain = error.code in errorCatalogue ? errorCatalogue[error.code as ErrorCode].message : ''
    return error.message || plain || t('errors.unknown')
  }
}
