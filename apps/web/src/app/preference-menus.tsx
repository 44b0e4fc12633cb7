import { Languages, Monitor, Moon, Sun } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { setLanguage, useLanguage } from '../lib/language.ts'
import type { Language } from '../lib/languages.ts'
import { setTheme, type Theme, themes, useTheme } from '../lib/theme.ts'
import { Button } from '../ui/button.tsx'
import { Menu, MenuChoice } from '../ui/menu.tsx'

const themeIcons = { light: Sun, dark: Moon, system: Monitor } as const

// A language is named in itself, so that whoever landed in the wrong one finds the way out.
export const languageNames: Record<Language, string> = { en: 'English', ja: '日本語' }
export const languageOptions = [
  { value: 'ja', label: languageNames.ja },
  { value: 'en', label: languageNames.en },
] as const

export function useThemeOptions() {
  const { t } = useTranslation()
  return themes.map((theme) => ({ value: theme, label: t(`app.theme.${theme}`) }))
}

function LanguageMenu() {
  const { t } = useTranslation()
  const language = useLanguage()
  return (
    <Menu
      align="end"
      trigger={
        <Button variant="ghost" aria-label={`${t('app.language')}: ${languageNames[language]}`}>
          <Languages size={16} aria-hidden="true" />
          {languageNames[language]}
        </Button>
      }
    >
      <MenuChoice
        label={t('app.language')}
        value={language}
        options={languageOptions}
        onChange={(next) => void setLanguage(next)}
      />
    </Menu>
  )
}

function ThemeMenu() {
  const { t } = useTranslation()
  const theme = useTheme()
  const Icon = themeIcons[theme]
  return (
    <Menu
      align="end"
      trigger={
        <Button
          variant="ghost"
          size="icon"
          aria-label={`${t('app.theme.label')}: ${t(`app.theme.${theme}`)}`}
        >
          <Icon size={16} aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice<Theme>
        label={t('app.theme.label')}
        value={theme}
        options={useThemeOptions()}
        onChange={setTheme}
      />
    </Menu>
  )
}

export function PreferenceMenus() {
  return (
    <>
      <LanguageMenu />
      <ThemeMenu />
    </>
  )
}
