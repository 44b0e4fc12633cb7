import clsx from 'clsx'
import { CopyButton } from './copy-button.tsx'
import { ScrollRegion } from './scroll-region.tsx'

interface SnippetProps {
  /** Accessible name. */
  readonly name: string
  readonly text: string
  /** What is shown of a long text; all of it is copied. Default: all. */
  readonly shown?: string
  readonly className?: string
}

/** Text to paste somewhere. */
export function Snippet({ name, text, shown = text, className }: SnippetProps) {
  return (
    <div className={clsx('relative rounded-lg bg-sunken', className)}>
      <ScrollRegion label={name} className="overflow-x-auto p-3 pr-12">
        <pre className="font-mono text-xs leading-5 text-ink">{shown}</pre>
      </ScrollRegion>
      <CopyButton text={text} className="absolute top-1.5 right-1.5" />
    </div>
  )
}
