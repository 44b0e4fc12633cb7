import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import { Snippet } from './snippet.tsx'

interface ToldOnceProps {
  readonly title: string
  /** That it is shown only now. */
  readonly warning: string
  readonly items: readonly { readonly name: string; readonly text: string }[]
  readonly done: string
  readonly onClose: () => void
}

/** The only moment in which a secret can be copied, with what is needed to use it. */
export function ToldOnce({ title, warning, items, done, onClose }: ToldOnceProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()} title={title}>
      <div className="flex flex-col gap-4 overflow-y-auto p-4 text-sm">
        <p role="status" className="rounded-md bg-accent-soft px-3 py-2 text-pretty text-accent-strong">
          {warning}
        </p>
        <dl className="flex flex-col gap-3">
          {items.map(({ name, text }) => (
            <div key={name} className="flex flex-col gap-1.5">
              <dt className="text-xs font-medium text-ink-2">{name}</dt>
              <dd>
                <Snippet name={name} text={text} />
              </dd>
            </div>
          ))}
        </dl>
        <div className="flex justify-end">
          <Button variant="primary" onClick={onClose}>
            {done}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
