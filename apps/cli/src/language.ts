export type Language = 'en' | 'ja'

/** `--lang`, else what the terminal asks for (`LC_ALL`, `LC_MESSAGES`, `LANG`, in POSIX order), else English. */
export function detectLanguage(args: readonly string[], environment: NodeJS.ProcessEnv): Language {
  const asked = flagValue(args) ?? environment.LC_ALL ?? ''
  const locale = asked || environment.LC_MESSAGES || environment.LANG || ''
  return /^ja([_.-]|$)/i.test(locale) ? 'ja' : 'en'
}

/** Read before anything else is parsed, so that errors of parsing come in the right language too. */
function flagValue(args: readonly string[]): string | undefined {
  const end = args.indexOf('--')
  const own = end === -1 ? args : args.slice(0, end)
  const index = own.findLastIndex((arg) => arg === '--lang' || arg.startsWith('--lang='))
  if (index === -1) return undefined
  return own[index]?.startsWith('--lang=') ? own[index].slice('--lang='.length) : own[index + 1]
}
