import clsx from 'clsx'
import { type ComponentProps, type ReactNode, useId } from 'react'

const inputClass =
  'h-8 w-full min-w-0 rounded-md border border-line-strong bg-surface px-2.5 text-sm text-ink placeholder:text-ink-3 focus-visible:outline-offset-0 aria-invalid:border-danger pointer-coarse:h-10'

export function Input({ className, ...props }: ComponentProps<'input'>) {
  return <input className={clsx(inputClass, className)} {...props} />
}

interface FieldProps extends ComponentProps<'input'> {
  readonly label: string
  /** A control inside the field, at its end. */
  readonly after?: ReactNode
}

/** An input with its label above it. */
export function Field({ label, className, after, ...props }: FieldProps) {
  const id = useId()
  return (
    <div className="flex min-w-0 flex-col gap-1.5">
      <label htmlFor={id} className="text-xs font-medium text-ink-2">
        {label}
      </label>
      <span className="relative flex">
        <Input id={id} {...(className ? { className } : {})} {...props} />
        {after}
      </span>
    </div>
  )
}
