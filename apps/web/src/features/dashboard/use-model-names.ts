import { useTranslation } from 'react-i18next'
import { shortModels } from '../traces/short-model.ts'
import { otherModels } from './series.ts'

/** What the server calls the model of calls that name none. */
const unnamedModel = 'unknown'

/** Short names of the models of a chart, one for all that are not among them, and one for calls without a model. */
export function useModelNames(): (models: readonly string[]) => (model: string) => string {
  const { t } = useTranslation()
  return (models) => {
    const names = shortModels(models)
    return (model) => {
      if (model === otherModels) return t('dashboard.otherModels')
      return model === unnamedModel ? t('dashboard.unknownModel') : (names.get(model) ?? model)
    }
  }
}
