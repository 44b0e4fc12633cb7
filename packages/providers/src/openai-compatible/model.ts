import type { Target } from '../spec/adapter.ts'
import { textParam } from '../spec/settings.ts'
import type { CompatibleProvider } from './provider.ts'

export interface CalledModel {
  /** As the service knows it. */
  readonly id: string
  /** What its rules go by: a deployment of Azure's may be called anything. */
  readonly family: string
}

const AZURE_SERIES: readonly (readonly [prefix: string, family: string])[] = [
  ['o_series/', 'o1'],
  ['gpt5_series/', 'gpt-5'],
]

/** `azure/o_series/<name>` and `base_model` tell the family of a name that does not. */
export function modelOf(
  { model, params, baseModel }: Target,
  { modelFolder, ofOpenAi }: CompatibleProvider,
): CalledModel {
  const series = ofOpenAi ? AZURE_SERIES.find(([prefix]) => model.startsWith(prefix)) : undefined
  const id = series ? model.slice(series[0].length) : model
  const base = (textParam(params, 'base_model') ?? baseModel)?.replace(/^.*\//, '')
  const inFolder = modelFolder === '' || id.includes('/')
  return { id: inFolder ? id : `${modelFolder}${id}`, family: (ofOpenAi && base) || (series?.[1] ?? id) }
}
