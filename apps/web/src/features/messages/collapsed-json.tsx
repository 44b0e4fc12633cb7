import clsx from 'clsx'
import { ChevronRight } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { JsonView } from '../json/json-view.tsx'

interface CollapsedJsonProps {
  readonly label: string
  readonly value: unknown
  /** Shown beside the label while it is closed. */
  readonly children?: ReactNode
}

export function CollapsedJson({ label, value, children }: CollapsedJsonProps) {
  const [open, setOpen] = useState(false)
  return (
    <div>
      <div className="flex items-start gap-2">
        <button
          type="button"
          aria-expanded={open}
          onClick={() => setOpen(!open)}
          className="flex h-5 shrink-0 items-center gap-1.5 rounded-sm text-xs font-semibold text-ink-2 hover:text-ink"
        >
          <ChevronRight
            size={13}
            aria-hidden="true"
            className={clsx('text-ink-3 transition-transform', open && 'rotate-90')}
          />
          {label}
        </button>
        {!open && children}
      </div>
      {open && (
        <div className="mt-2">
          <JsonView value={value} label={label} />
        </div>
      )}
    </div>
  )
}
