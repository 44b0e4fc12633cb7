import { X } from 'lucide-react'
import { Toast as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { IconButton } from './icon-button.tsx'

/** Long enough to reach for what is in it; it waits while somebody does. */
const shownMs = 20_000

/** Where messages appear over a page. `label` names the region; F8 leads there. */
export function Toasts({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <Radix.Provider label={label} duration={shownMs}>
      {children}
      <Radix.Viewport
        label={`${label} ({hotkey})`}
        className="fixed right-0 bottom-24 z-50 flex w-96 max-w-full flex-col gap-2 px-4 outline-none"
      />
    </Radix.Provider>
  )
}

interface ToastProps {
  readonly title: string
  readonly text: string
  readonly onClose: () => void
  /** What can be done about it. */
  readonly children?: ReactNode
}

/** A message about something that ended elsewhere. */
export function Toast({ title, text, onClose, children }: ToastProps) {
  const { t } = useTranslation()
  return (
    <Radix.Root
      open
      onOpenChange={(open) => !open && onClose()}
      className="flex animate-rise items-start gap-2 rounded-lg bg-surface p-3 shadow-floating"
    >
      <div className="flex min-w-0 flex-1 flex-col items-start gap-1.5">
        <Radix.Title className="text-sm font-medium text-pretty">{title}</Radix.Title>
        <Radix.Description className="text-xs text-pretty text-ink-2">{text}</Radix.Description>
        {children}
      </div>
      <IconButton label={t('app.close')} size="iconSm" onClick={onClose}>
        <X size={15} />
      </IconButton>
    </Radix.Root>
  )
}
