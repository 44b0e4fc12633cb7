import type { ReactNode, SubmitEvent } from 'react'
import { Dialog } from './dialog.tsx'
import { FormFooter, type FormFooterProps } from './form-footer.tsx'

interface FormDialogProps extends FormFooterProps {
  readonly title: string
  readonly onSubmit: () => void
  /** Fields, two in a row where there is room. */
  readonly children: ReactNode
}

/** A form in a dialog of its own. Mounted while open, so that each opening begins with what is stored. */
export function FormDialog({ title, onSubmit, children, ...footer }: FormDialogProps) {
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    onSubmit()
  }
  return (
    <Dialog open onOpenChange={(open) => !open && footer.onClose()} title={title}>
      <form onSubmit={submit} className="flex min-h-0 flex-col">
        <div className="grid min-h-0 grid-cols-2 gap-4 overflow-y-auto p-4 max-sm:grid-cols-1">
          {children}
        </div>
        <FormFooter {...footer} />
      </form>
    </Dialog>
  )
}

/** What a form gets that its opener gives, apart from its fields. */
export type FormOf<Fields> = Omit<FormDialogProps, 'onSubmit' | 'children'> & {
  readonly initial: Fields
  readonly onSubmit: (fields: Fields) => void
}
