import { faultAt } from '../fault.ts'
import type { ResolvedSource } from '../fields.ts'
import { isMap } from '../inspect.ts'
import { findNearest } from '../suggest.ts'
import { type GuardrailEntry, openEntry } from './guardrail-entry.ts'
import type { Guardrail, GuardrailMode } from './guardrail-rule.ts'
import { guardrailTypeOf, guardrailTypes } from './guardrail-types.ts'

/**
 * The guardrails of all files. One that cannot do what it is there for is an error, never a warning: its author relies
 * on it. Throws `ConfigError`.
 */
export function compileGuardrails(sources: readonly ResolvedSource[]): readonly Guardrail[] {
  const found = sources.flatMap(({ source, sections }) => {
    const list = sections.guardrails
    if (!Array.isArray(list)) return []
    return list.map((entry: unknown, index) => {
      const { guardrail_name: name, litellm_params: params, guardrail_info: info } = isMap(entry) ? entry : {}
      if (typeof name !== 'string' || name === '' || !isMap(params)) {
        throw faultAt(
          source,
          ['guardrails', index],
          'A guardrail has no name or no litellm_params.',
          'Write "- guardrail_name: …" with "litellm_params:" below.',
        )
      }
      return { info, entry: openEntry(source, index, name, params) }
    })
  })
  const names = new Set<string>()
  return found.map(({ entry, info }) => {
    if (names.has(entry.name))
      entry.fail('guardrail_name', 'stands there twice.', 'Give each guardrail a name of its own.')
    names.add(entry.name)
    return { ...compileGuardrail(entry), ...(info === undefined ? {} : { info }) }
  })
}

/**
 * Guardrails that models name have to be there: their calls would go unguarded.
 * @throws {ConfigError} at the first that is not
 */
export function requireGuardrails(
  sources: readonly ResolvedSource[],
  guardrails: readonly Guardrail[],
): void {
  for (const { source, sections } of sources) {
    const models: readonly unknown[] = Array.isArray(sections.model_list) ? sections.model_list : []
    for (const [index, entry] of models.entries()) {
      const params = isMap(entry) && isMap(entry.litellm_params) ? entry.litellm_params : {}
      const names: readonly unknown[] = Array.isArray(params.guardrails) ? params.guardrails : []
      const missing = names.find((name) => !guardrails.some((known) => known.name === name))
      if (missing === undefined) continue
      throw faultAt(
        source,
        ['model_list', index, 'litellm_params', 'guardrails'],
        `A model names the guardrail "${missing}", which there is not.`,
        'Add it under guardrails, or take the name away.',
      )
    }
  }
}

function compileGuardrail(entry: GuardrailEntry): Guardrail {
  const type = guardrailTypeOf(entry.params.guardrail)
  if (!type) return entry.fail('guardrail', explainType(entry.params.guardrail), typesThereAre)
  return {
    name: entry.name,
    type: String(entry.params.guardrail),
    modes: readModes(entry, type.modes),
    byDefault: entry.boolean('default_on') ?? false,
    rule: type.compile(entry),
  }
}

const typesThereAre = `There are ${Object.keys(guardrailTypes).join(', ')}.`

function explainType(given: unknown): string {
  if (typeof given !== 'string') return 'is missing.'
  const near = findNearest(given, Object.keys(guardrailTypes))
  if (near) return `names "${given}". You may mean "${near}".`
  if (given.includes('.')) return `names "${given}", Python code, which this gateway cannot run.`
  return `names "${given}", which is not supported: calls would go unguarded.`
}

function readModes(entry: GuardrailEntry, possible: readonly GuardrailMode[]): ReadonlySet<GuardrailMode> {
  const { mode } = entry.params
  const given: readonly unknown[] = Array.isArray(mode) ? mode : [mode]
  const remedy = `Write one of ${possible.join(', ')}, or a list of them.`
  return new Set(
    given.map((one) => {
      const known = possible.find((name) => name === one)
      return (
        known ??
        entry.fail('mode', one === undefined ? 'is missing.' : `holds ${JSON.stringify(one)}.`, remedy)
      )
    }),
  )
}
