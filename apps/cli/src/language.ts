export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]

/** `--lang`, else what the terminal asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`, in POSIX order), else English. */
export function detectLanguage(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const locale = environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || ''
  return languageOf(flagValue(args) ?? '') ?? languageOf(locale) ?? 'en'
}

/** The language that a name or a POSIX locale stands for (`ja`, `ja_JP.UTF-8`), if it is one of ours. */
export function languageOf(locale: string): Language | undefined {
  const [language] = locale.toLowerCase().split(/[_.-]/)
  return languages.find((known) => known === language)
}

/** Read before anything else is parsed, so that errors of parsing come in the right language too. */
function flagValue(args: readonly string[]): string | undefined {
  const end = args.indexOf('--')
  const own = end === -1 ? args : args.slice(0, end)
  const index = own.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (index === -1) return undefined
  return own[index]?.startsWith('--lang=') ? own[index].slice('--lang='.length) : own[index + 1]
}
