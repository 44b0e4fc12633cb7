import clsx from 'clsx'
import { type ComponentProps, useId } from 'react'

interface SelectProps extends Omit<ComponentProps<'select'>, 'onChange' | 'children'> {
  readonly label: string
  readonly options: readonly { readonly value: string; readonly label: string }[]
  readonly onChange: (value: string) => void
}

/** One of several, with its label above it; the browser's own list, which every phone shows well. */
export function Select({ label, options, onChange, className, ...props }: SelectProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-xs font-medium text-ink-2">
        {label}
      </label>
      <select
        id={id}
        onChange={(event) => onChange(event.target.value)}
        className={clsx(
          'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2 text-sm text-ink focus-visible:outline-offset-0 disabled:text-ink-3 pointer-coarse:h-10',
          className,
        )}
        {...props}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  )
}
