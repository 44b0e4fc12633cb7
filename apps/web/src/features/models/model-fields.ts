import type { GatewayDeployment, GatewayModelWishes } from '@kansoku/contracts'

/** What a form for a model holds, as text. */
export type ModelFields = Readonly<Record<keyof GatewayModelWishes, string>>

export const noModelFields: ModelFields = {
  name: '',
  model: '',
  region: '',
  apiBase: '',
  apiVersion: '',
  apiKey: '',
}

/** Addresses and keys are not shown: left empty, they stay. */
export function modelFieldsOf({ group, addedAs, region }: GatewayDeployment): ModelFields {
  return { ...noModelFields, name: group, model: addedAs ?? '', region: region ?? '' }
}

export function modelWishesOf(fields: ModelFields): GatewayModelWishes {
  const { name, model, ...rest } = trimmed(fields)
  const { region, apiBase, apiVersion, apiKey } = rest
  return {
    name,
    model,
    region: region || null,
    apiBase: apiBase || null,
    apiVersion: apiVersion || null,
    apiKey: apiKey || null,
  }
}

/** What differs from what was there; what is not shown changes only where something is written. */
export function modelChangesOf(fields: ModelFields, before: ModelFields): Partial<GatewayModelWishes> {
  const wishes = modelWishesOf(fields)
  const changed = Object.entries(wishes).filter(([name]) => {
    const field = name as keyof ModelFields
    return fields[field].trim() !== before[field]
  })
  return Object.fromEntries(changed)
}

function trimmed(fields: ModelFields): ModelFields {
  const texts = Object.entries(fields).map(([name, text]) => [name, text.trim()])
  return Object.fromEntries(texts) as ModelFields
}
