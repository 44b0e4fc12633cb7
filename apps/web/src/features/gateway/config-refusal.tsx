import type { GatewaySetup } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import { useFormats } from '../../lib/language.ts'

/** Tells that the gateway does not use the newest config file, and why; nothing while it does. */
export function ConfigRefusalNotice({ refusal, loadedAt }: Pick<GatewaySetup, 'refusal' | 'loadedAt'>) {
  const { t } = useTranslation()
  const { dateTime } = useFormats()
  if (!refusal) return null
  return (
    <section
      role="status"
      aria-label={t('gateway.file.broken')}
      className="rounded-lg bg-danger-soft px-4 py-3 text-sm text-danger"
    >
      <p>{t('gateway.file.brokenText', { since: dateTime(refusal.since), loaded: dateTime(loadedAt) })}</p>
      <ul className="mt-2 flex flex-col gap-1.5">
        {refusal.faults.map(({ place, message, remedy }, index) => (
          <li key={`${index} ${place} ${message}`} lang="en" className="break-words">
            {place && <code className="mr-2 font-mono text-xs">{place}</code>}
            {message} <span className="text-ink-2">{remedy}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
