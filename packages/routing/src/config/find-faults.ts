import { compileSources } from './compile-sources.ts'
import { ConfigError } from './config-error.ts'
import { inOrder } from './in-order.ts'
import { isMap } from './inspect.ts'
import type { Environment } from './references.ts'
import type { ConfigSource } from './source.ts'

type Path = readonly (string | number)[]

/**
 * All faults of parsed files, in the order of the files. Compiling stops at the first one; so each is mended in memory
 * as its author might, and the files are compiled again, until they compile. Where they still do not after so many
 * compilations, the last fault says that there may be more.
 */
export function findFaults(
  sources: readonly ConfigSource[],
  env: Environment,
  mostCompilations: number,
): ConfigError[] {
  const faults: ConfigError[] = []
  const mended: { readonly file: string; readonly path: Path; times: number }[] = []
  let current = sources
  for (let compilations = 0; ; compilations++) {
    const fault = firstFault(current, env)
    if (fault === undefined) break
    if (compilations >= mostCompilations) return [...inOrder(sources, faults), andMore(fault)]
    const { file, path } = fault
    if (path === undefined) {
      faults.push(fault)
      break
    }
    const before = mended.find((one) => one.file === file && isSame(one.path, path))
    // What is wrong with an entry of which something was mended came by the mending.
    const isConsequence = mended.some(
      (one) => one.file === file && isSame(one.path.slice(0, path.length), path),
    )
    if (!isConsequence) faults.push(fault)
    const mending = before ?? { file, path, times: 0 }
    if (before === undefined) mended.push(mending)
    const next = mend(current, mending)
    if (next === undefined) break
    current = next
    mending.times += 1
  }
  return inOrder(sources, faults)
}

function andMore({ file }: ConfigError): ConfigError {
  return new ConfigError(file, undefined, 'There may be more errors.', 'Correct these, then check again.')
}

function firstFault(sources: readonly ConfigSource[], env: Environment): ConfigError | undefined {
  try {
    compileSources(sources, env)
    return undefined
  } catch (error) {
    if (error instanceof ConfigError) return error
    throw error
  }
}

/** By a good value, then by a good entry, then without the entry; undefined when nothing of that helped. */
function mend(
  sources: readonly ConfigSource[],
  { file, path, times }: { readonly file: string; readonly path: Path; readonly times: number },
): ConfigSource[] | undefined {
  if (times > 2) return undefined
  return sources.map((source) => {
    if (source.file !== file) return source
    if (times === 0 && path.length > 2) return withValue(source, path, goodValue(path))
    return withValue(source, path.slice(0, 2), times === 2 ? undefined : goodEntry(source, path))
  })
}

/** What must be there; anything else may be absent. */
const goodValues: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  model_list: { model_name: 'any', litellm_params: { model: 'openai/any' }, model: 'openai/any' },
  guardrails: { guardrail: 'hide-secrets', mode: 'pre_call' },
  mcp_servers: { url: 'https://mcp.invalid', command: 'any' },
}

function goodValue(path: Path): unknown {
  return goodValues[String(path[0])]?.[String(path.at(-1))]
}

/** An entry of a list is replaced, not removed: the others keep their numbers, which messages name. */
function goodEntry({ sections }: ConfigSource, [section, index]: Path): unknown {
  if (typeof index !== 'number') return undefined
  const { guardrails } = goodValues
  if (section === 'model_list') return { model_name: 'any', litellm_params: { model: 'openai/any' } }
  if (section !== 'guardrails') return undefined
  const list = Array.isArray(sections.guardrails) ? sections.guardrails : []
  // Models may name it.
  const name = isMap(list[index]) ? list[index].guardrail_name : undefined
  return {
    guardrail_name: typeof name === 'string' ? name : `guardrail ${index}`,
    litellm_params: guardrails,
  }
}

function withValue(source: ConfigSource, path: Path, value: unknown): ConfigSource {
  return { ...source, sections: replaced(source.sections, path, value) as ConfigSource['sections'] }
}

/** A copy of a tree with another value at a path, or without that key. */
function replaced(node: unknown, [step, ...rest]: Path, value: unknown): unknown {
  if (step === undefined) return value
  if (Array.isArray(node))
    return node.map((item, index) => (index === step ? replaced(item, rest, value) : item))
  if (!isMap(node)) return node
  const key = String(step)
  const { [key]: own, ...others } = node
  const next = replaced(own, rest, value)
  return next === undefined ? others : { ...others, [key]: next }
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index])
}
