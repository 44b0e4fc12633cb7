import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'
import { type Formats, formatsOf } from './format.ts'
import { type Language, languages } from './languages.ts'
import { readStored, writeStored } from './stored-value.ts'
import { useTimeZone } from './time-zone.ts'

const catalogues = {
  en: async () => (await import('../locales/en/index.ts')).en,
  ja: async () => (await import('../locales/ja/index.ts')).ja,
} as const

/** The first language of the browser that there is a catalogue for; a stored choice wins. */
export function chooseLanguage(stored: string | null, preferred: readonly string[]): Language {
  const wanted = [stored ?? '', ...preferred].map((tag) => tag.toLowerCase().split('-')[0])
  return languages.find((language) => language === wanted.find((tag) => isLanguage(tag))) ?? 'en'
}

function isLanguage(tag: string | undefined): tag is Language {
  return languages.some((language) => language === tag)
}

/** What the browser prefers of the languages that there are. */
export function browserLanguage(): Language {
  return chooseLanguage(null, navigator.languages)
}

/** What was chosen in this browser; undefined: nothing, it goes by what the browser prefers. */
export function keptLanguage(): Language | undefined {
  const kept = readStored('language')
  return languages.find((language) => language === kept)
}

let chosen: Language | undefined
let started: Promise<void> = Promise.resolve()

async function load(language: Language): Promise<void> {
  if (i18next.hasResourceBundle(language, 'translation')) return
  i18next.addResourceBundle(language, 'translation', await catalogues[language]())
}

/** Must be awaited before the first render, so that no key is ever shown. */
export function startLanguage(): Promise<void> {
  started = start()
  return started
}

async function start(): Promise<void> {
  const language = chooseLanguage(readStored('language'), navigator.languages)
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
  })
  await load(language)
  await apply(language)
}

/** @param wanted null: whatever the browser prefers, from now on */
export async function setLanguage(wanted: Language | null): Promise<void> {
  writeStored('language', wanted)
  // The account may name its language before that of the browser has arrived, and is to win.
  await started
  const language = wanted ?? browserLanguage()
  chosen = language
  await load(language)
  // Whoever chose another one meanwhile has it already: what loads slowly must not win.
  if (chosen === language) await apply(language)
}

async function apply(language: Language): Promise<void> {
  document.documentElement.lang = language
  await i18next.changeLanguage(language)
}

export function useLanguage(): Language {
  const { i18n } = useTranslation()
  return isLanguage(i18n.language) ? i18n.language : 'en'
}

export function useFormats(): Formats {
  return formatsOf(useLanguage(), useTimeZone())
}
