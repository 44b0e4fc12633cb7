import type { Batch } from '@kansoku/contracts'
import { useTranslation } from 'react-i18next'
import type { Catalogue } from '../../locales/en/index.ts'

type ToldCode = keyof Catalogue['errors']['codes']

type Edit = Extract<Batch['action'], { readonly kind: 'edit' }>['edit']

/** What a batch does, and why it failed, in words. */
export function useBatchWords() {
  const { t, i18n } = useTranslation()
  const editTitle = ({ bookmarked, addTags = [], removeTags = [] }: Edit) => {
    if (bookmarked !== undefined)
      return t(bookmarked ? 'batches.change.bookmark' : 'batches.change.unbookmark')
    const isAdded = addTags.length > 0
    const tags = (isAdded ? addTags : removeTags).join(', ')
    return t(isAdded ? 'batches.change.addTags' : 'batches.change.removeTags', { tags })
  }
  return {
    title: ({ action }: Batch) => {
      if (action.kind === 'delete') return t('batches.change.delete')
      if (action.kind === 'edit') return editTitle(action.edit)
      const format = t(`batches.format.${action.format}`)
      return t('batches.exportOf', { table: t(`batches.table.${action.table}`), format })
    },
    failure: ({ failure }: Batch) =>
      failure !== null && i18n.exists(`errors.codes.${failure}`)
        ? t(`errors.codes.${failure as ToldCode}`)
        : t('errors.unknown'),
  }
}
