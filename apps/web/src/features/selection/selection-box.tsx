import { useTranslation } from 'react-i18next'
import type { Selection } from './use-selection.ts'

const boxClass = 'size-3.5 accent-[var(--accent)]'
const labelClass = 'flex size-8 cursor-pointer items-center justify-center pointer-coarse:size-10'

interface RowBoxProps<Id extends string> {
  readonly id: Id
  /** What the row is called. */
  readonly name: string
  readonly isChosen: boolean
  readonly onToggle: Selection<Id>['toggle']
}

/** Chooses a row; with Shift, all from the one chosen last to this one. */
export function RowBox<Id extends string>({ id, name, isChosen, onToggle }: RowBoxProps<Id>) {
  const { t } = useTranslation()
  return (
    // With Shift a browser would select the text between the two clicks.
    <label className={labelClass} onMouseDown={(event) => event.shiftKey && event.preventDefault()}>
      <input
        type="checkbox"
        aria-label={t('selection.row', { name })}
        checked={isChosen}
        onChange={(event) => onToggle(id, { toHere: (event.nativeEvent as MouseEvent).shiftKey === true })}
        className={boxClass}
      />
    </label>
  )
}

/** Chooses all rows of the page, or none of them. */
export function PageBox<Id extends string>({ ids, isPageChosen, togglePage }: Selection<Id>) {
  const { t } = useTranslation()
  return (
    <label className={labelClass}>
      <input
        type="checkbox"
        aria-label={t('selection.page')}
        checked={isPageChosen}
        ref={(box) => {
          if (box) box.indeterminate = ids.size > 0 && !isPageChosen
        }}
        onChange={togglePage}
        className={boxClass}
      />
    </label>
  )
}
