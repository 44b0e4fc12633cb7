import { isMap } from '../inspect.ts'
import { findNearest } from '../suggest.ts'
import type { GuardrailEntry } from './guardrail-entry.ts'
import {
  type GuardrailAction,
  type PersonalDataKind,
  type PersonalDataRule,
  personalDataKinds,
} from './guardrail-rule.ts'

/** `presidio`: the kinds of `pii_entities_config`, without it all that there are, each masked. */
export function compilePersonalData(entry: GuardrailEntry): PersonalDataRule {
  const given = entry.params.pii_entities_config
  return {
    kind: 'personal-data',
    actions:
      given === undefined || given === null
        ? new Map(personalDataKinds.map((kind) => [kind, 'mask'] as const))
        : readActions(entry, given),
    unmask: entry.boolean('output_parse_pii') ?? false,
  }
}

function readActions(entry: GuardrailEntry, given: unknown) {
  const key = 'pii_entities_config'
  if (!isMap(given))
    return entry.fail(key, 'is not a map.', 'Write for instance EMAIL_ADDRESS: MASK below it.')
  return new Map(
    Object.entries(given).map(([kind, action]): readonly [PersonalDataKind, GuardrailAction] => {
      if (!isPersonalData(kind)) return entry.fail(key, explainKind(kind), kindsThereAre)
      return [kind, readAction(entry, key, action)]
    }),
  )
}

/** LiteLLM writes them in capitals. */
export function readAction(entry: GuardrailEntry, key: string, action: unknown): GuardrailAction {
  const word = String(action).toLowerCase()
  if (word === 'mask' || word === 'block') return word
  return entry.fail(key, `has the action ${JSON.stringify(action)}.`, 'Write MASK or BLOCK.')
}

const kindsThereAre = `Leave it out. There are ${personalDataKinds.join(', ')}.`

function explainKind(kind: string): string {
  const near = findNearest(kind, personalDataKinds)
  return near
    ? `names ${kind}. You may mean ${near}.`
    : `names ${kind}, which cannot be found here: personal data is known by its form alone, without a language model.`
}

function isPersonalData(kind: string): kind is PersonalDataKind {
  return (personalDataKinds as readonly string[]).includes(kind)
}
