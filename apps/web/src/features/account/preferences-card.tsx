import { useTranslation } from 'react-i18next'
import { languageNames, languageOptions, useThemeOptions } from '../../app/preference-menus.tsx'
import { useErrorText } from '../../lib/error-text.ts'
import { browserLanguage, keptLanguage, useFormats } from '../../lib/language.ts'
import type { Language } from '../../lib/languages.ts'
import { type Theme, useTheme } from '../../lib/theme.ts'
import { browserTimeZone } from '../../lib/time-zone.ts'
import { Card } from '../../ui/card.tsx'
import { Select } from '../../ui/select.tsx'
import { useSession } from '../session/session.ts'
import { useSetPreferences } from './preferences.ts'

const zones = ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')]

/** Choices count at once, in every browser of the account. */
export function PreferencesCard() {
  const { t } = useTranslation()
  const { exactTime } = useFormats()
  const { language, timeZone } = useSession().preferences
  const errorText = useErrorText()
  const { setPreferences, error } = useSetPreferences()
  // A zone of the account may have a name that this browser does not list.
  const names = timeZone && !zones.includes(timeZone) ? [timeZone, ...zones] : zones
  const zoneOptions = [
    { value: '', label: t('account.browserZone', { zone: browserTimeZone() }) },
    ...names.map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
  ]
  return (
    <Card title={t('account.preferences')}>
      <div className="grid gap-4 px-4 pt-3 sm:grid-cols-3">
        <Select
          label={t('app.language')}
          value={language ?? keptLanguage() ?? ''}
          options={[
            { value: '', label: t('account.browserLanguage', { name: languageNames[browserLanguage()] }) },
            ...languageOptions,
          ]}
          onChange={(next) => setPreferences({ language: (next || null) as Language | null })}
        />
        <Select
          label={t('app.theme.label')}
          value={useTheme()}
          options={useThemeOptions()}
          onChange={(theme) => setPreferences({ theme: theme as Theme })}
        />
        <Select
          label={t('account.timeZone')}
          value={timeZone ?? ''}
          options={zoneOptions}
          onChange={(zone) => setPreferences({ timeZone: zone || null })}
        />
      </div>
      {error && (
        <p role="alert" className="px-4 pt-3 text-sm text-danger">
          {errorText(error)}
        </p>
      )}
      <p className="px-4 pt-3 pb-4 text-xs text-ink-3">
        {t('account.timeZoneText', { now: exactTime(Date.now()) })}
      </p>
    </Card>
  )
}
