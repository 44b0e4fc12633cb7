import { useTranslation } from 'react-i18next'

/** What the first start writes beside the key that it makes or is given. */
const provisioned = 'Provisioned API Key'

/** What stands beside a key; undefined for nothing. */
export function useKeyNote(): (note: string | null | undefined) => string | undefined {
  const { t } = useTranslation()
  return (note) => (note === provisioned ? t('settings.provisionedKey') : (note ?? undefined))
}
