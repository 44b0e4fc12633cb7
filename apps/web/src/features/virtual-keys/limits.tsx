import type { VirtualKey } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'
import { Absent } from '../traces/cells.tsx'

/** How fast a key or a team may call. */
export function Limits({
  limits: { rpmLimit, tpmLimit },
}: {
  readonly limits: Pick<VirtualKey, 'rpmLimit' | 'tpmLimit'>
}) {
  const { t } = useTranslation()
  const { compact } = useFormats()
  const limits = [
    ...(rpmLimit === null ? [] : [t('virtualKeys.rpm', { shown: compact(rpmLimit) })]),
    ...(tpmLimit === null ? [] : [t('virtualKeys.tpm', { shown: compact(tpmLimit) })]),
  ]
  return limits.length === 0 ? <Absent /> : limits.join(' · ')
}
