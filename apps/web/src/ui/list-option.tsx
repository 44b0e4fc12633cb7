import clsx from 'clsx'
import type { ReactNode } from 'react'

interface ListOptionProps {
  /** Named by `aria-activedescendant` of the field. */
  readonly id: string
  readonly isActive: boolean
  readonly onHover: () => void
  readonly onChoose: () => void
  readonly className: string
  readonly children: ReactNode
}

/** One of the options below a field that keeps the focus and owns the keyboard. */
export function ListOption({ id, isActive, onHover, onChoose, className, children }: ListOptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above owns the keyboard, as a combobox does
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      ref={(element) => {
        if (isActive) element?.scrollIntoView({ block: 'nearest' })
      }}
      // The field keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onPointerMove={onHover}
      onClick={onChoose}
      className={clsx(
        'flex cursor-pointer items-center gap-3 rounded-md text-sm',
        isActive ? 'bg-accent-soft text-ink' : 'text-ink-2',
        className,
      )}
    >
      {children}
    </div>
  )
}
