import type { Preferences } from '@kansoku/contracts'
import { setLanguage } from '../../lib/language.ts'
import { setTheme } from '../../lib/theme.ts'
import { setTimeZone } from '../../lib/time-zone.ts'

/** What the account says nothing about stays as this browser has it. */
export async function applyPreferences({ language, theme, timeZone }: Partial<Preferences>): Promise<void> {
  if (theme) setTheme(theme)
  if (timeZone !== undefined) setTimeZone(timeZone)
  if (language && language !== document.documentElement.lang) await setLanguage(language)
}
