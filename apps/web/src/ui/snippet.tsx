import clsx from 'clsx'
import { CopyButton } from './copy-button.tsx'
import { ScrollRegion } from './scroll-region.tsx'

interface SnippetProps {
  /** Accessible name. */
  readonly name: string
  readonly text: string
  readonly className?: string
}

/** Text to paste somewhere. */
export function Snippet({ name, text, className }: SnippetProps) {
  return (
    <div className={clsx('relative rounded-lg bg-sunken', className)}>
      <ScrollRegion label={name} className="overflow-x-auto p-3 pr-12">
        <pre className="font-mono text-xs leading-5 text-ink">{text}</pre>
      </ScrollRegion>
      <CopyButton text={text} className="absolute top-1.5 right-1.5" />
    </div>
  )
}
