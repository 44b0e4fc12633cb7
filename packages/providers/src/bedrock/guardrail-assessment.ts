import { bodyText } from '../spec/body-text.ts'
import { ProviderError } from '../spec/error.ts'

/** What a guardrail found, and what it wants said instead. */
export interface GuardrailAssessment {
  readonly intervened: boolean
  /** Something must not pass; else it is only to be replaced by `outputs`. */
  readonly blocked: boolean
  /** With nothing blocked one text for each that was asked about; else what to tell the caller. */
  readonly outputs: readonly string[]
  /** How often each kind was found: `EMAIL`, `VIOLENCE`, the name of a topic; never what was found. */
  readonly found: Readonly<Record<string, number>>
}

type Values = Readonly<Record<string, unknown>>

const isValues = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/**
 * Reads an answer of ApplyGuardrail: `action`, `outputs[].text` and under `assessments[]` a list of finds for each
 * policy, each with an `action`. Throws `ProviderError` (bad_gateway) for anything else.
 */
export function readAssessment(body: Uint8Array): GuardrailAssessment {
  const answer = parse(body)
  const finds = findsIn(answer.assessments)
  const intervened = answer.action === 'GUARDRAIL_INTERVENED'
  const acted = finds.filter(({ action }) => action !== 'NONE')
  return {
    intervened,
    // One that intervenes and names no reason has one all the same.
    blocked: intervened && (acted.length === 0 || acted.some(({ action }) => action === 'BLOCKED')),
    outputs: listOf(answer.outputs).flatMap((one) =>
      isValues(one) && typeof one.text === 'string' ? [one.text] : [],
    ),
    found: count(acted.map(({ kind }) => kind)),
  }
}

function parse(body: Uint8Array): Values {
  try {
    const answer: unknown = JSON.parse(bodyText(body))
    if (isValues(answer) && typeof answer.action === 'string') return answer
  } catch {
    // Told below.
  }
  throw new ProviderError('bad_gateway', 'The guardrail gave an answer that cannot be read', {
    provider: 'bedrock',
  })
}

interface Find {
  readonly kind: string
  readonly action: string
}

/** Finds lie in lists at any depth; what has an `action` is one. */
function findsIn(value: unknown): Find[] {
  if (Array.isArray(value)) return value.flatMap(findsIn)
  if (!isValues(value)) return []
  if (typeof value.action === 'string') return [{ kind: kindOf(value), action: value.action }]
  return Object.values(value).flatMap(findsIn)
}

/** A custom word is what it was found by, and is not told. */
function kindOf({ name, type, match }: Values): string {
  if (typeof name === 'string') return name
  if (typeof type === 'string') return type
  return match === undefined ? 'OTHER' : 'WORD'
}

function count(kinds: readonly string[]): Record<string, number> {
  const found: Record<string, number> = {}
  for (const kind of kinds) found[kind] = (found[kind] ?? 0) + 1
  return found
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}
