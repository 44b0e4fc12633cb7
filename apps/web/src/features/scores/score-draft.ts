import type { GivenScore, ScoreChoice, TraceScore } from '@kansoku/contracts'

/** What stands in the form. */
export interface ScoreDraft {
  /** Empty: no config. */
  readonly configId: string
  readonly name: string
  readonly dataType: GivenScore['dataType']
  readonly value: string
  readonly comment: string
}

export const scoreTypes = ['NUMERIC', 'BOOLEAN', 'CATEGORICAL', 'TEXT'] as const

export function newDraft(choices: readonly ScoreChoice[]): ScoreDraft {
  const [first] = choices
  const free = { configId: '', name: '', dataType: 'NUMERIC', value: '', comment: '' } as const
  return first ? withChoice(free, first) : free
}

export function draftOf({ configId, name, dataType, value, stringValue, comment }: TraceScore): ScoreDraft {
  const type = scoreTypes.find((known) => known === dataType) ?? 'NUMERIC'
  const isNumber = type === 'NUMERIC' || type === 'BOOLEAN'
  return {
    configId: configId ?? '',
    name,
    dataType: type,
    value: isNumber ? String(value ?? '') : (stringValue ?? ''),
    comment: comment ?? '',
  }
}

/** A value that another type has means nothing here. */
export function withType(draft: ScoreDraft, dataType: ScoreDraft['dataType']): ScoreDraft {
  return { ...draft, dataType, value: dataType === 'BOOLEAN' ? '1' : '' }
}

/** Without a config the name is free. */
export function withChoice(draft: ScoreDraft, choice: ScoreChoice | undefined): ScoreDraft {
  if (!choice) return { ...withType(draft, 'NUMERIC'), configId: '', name: '' }
  const { id: configId, name, dataType, categories } = choice
  const typed = withType(draft, dataType)
  const [first] = categories
  return { ...typed, configId, name, value: dataType === 'CATEGORICAL' && first ? first.label : typed.value }
}

/** The score as the server takes it; undefined while something is missing. */
export function toScore(draft: ScoreDraft, observationId: string | null): GivenScore | undefined {
  const { configId, dataType, value } = draft
  const name = draft.name.trim()
  const isNumber = dataType === 'NUMERIC' || dataType === 'BOOLEAN'
  const text = value.trim()
  if (name === '' || text === '' || (isNumber && !Number.isFinite(Number(text)))) return undefined
  return {
    observationId,
    name,
    dataType,
    configId: configId || null,
    value: isNumber ? Number(text) : text,
    comment: draft.comment.trim() || null,
  }
}
