import type { ConfigWarning } from '../config-error.ts'
import { isMap } from '../inspect.ts'
import type { ConfigSource } from '../source.ts'
import { findNearest } from '../suggest.ts'
import { guardrailTypeOf } from './guardrail-types.ts'

const ofAll: ReadonlySet<string> = new Set(['guardrail', 'mode', 'default_on'])

/** One warning for each key of a guardrail without effect, and for what a guardrail does not find here. */
export function inspectGuardrails(source: ConfigSource): ConfigWarning[] {
  const list = source.sections.guardrails
  if (!Array.isArray(list)) return []
  return list.flatMap((entry: unknown, index) => {
    const params = isMap(entry) && isMap(entry.litellm_params) ? entry.litellm_params : {}
    const type = guardrailTypeOf(params.guardrail)
    if (!type) return []
    const warn = (key: string, message: string): ConfigWarning => ({
      file: source.file,
      line:
        source.lineOf(['guardrails', index, 'litellm_params', key]) ?? source.lineOf(['guardrails', index]),
      key: `guardrails[].litellm_params.${key}`,
      message,
      important: true,
    })
    const strange = Object.keys(params).filter((key) => !ofAll.has(key) && !type.params.has(key))
    return [
      ...strange.map((key) => warn(key, explainKey(key, [...ofAll, ...type.params]))),
      ...(params.guardrail === 'presidio' ? [warn('guardrail', explainPresidio)] : []),
    ]
  })
}

const explainPresidio =
  'is built in: it finds what is known by its form (addresses, numbers), and asks no Presidio. Names of people and places are not found.'

function explainKey(key: string, known: readonly string[]): string {
  const near = findNearest(key, known)
  return `is not a setting that this guardrail acts on.${near ? ` You may mean "${near}".` : ''}`
}
