import clsx from 'clsx'
import { X } from 'lucide-react'
import { Dialog as Radix } from 'radix-ui'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from './button.tsx'
import { focusFirst } from './first-focus.ts'

interface LayerProps {
  readonly open: boolean
  readonly onOpenChange: (open: boolean) => void
  readonly title: string
  readonly children: ReactNode
}

const veil = 'fixed inset-0 z-40 animate-appear bg-[var(--veil)]'

function LayerHead({ title }: { readonly title: string }) {
  const { t } = useTranslation()
  return (
    <div
      data-dialog-head
      className="flex h-12 shrink-0 items-center justify-between border-b border-line pr-2 pl-4"
    >
      <Radix.Title className="text-sm font-semibold">{title}</Radix.Title>
      <Radix.Close asChild>
        <Button variant="ghost" size="icon" aria-label={t('app.close')}>
          <X size={16} />
        </Button>
      </Radix.Close>
    </div>
  )
}

/** A dialog in the middle of the page. Without a head, the title is for assistive technology only. */
export function Dialog({
  open,
  onOpenChange,
  title,
  children,
  headless,
}: LayerProps & { headless?: boolean }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          aria-describedby={undefined}
          onOpenAutoFocus={focusFirst}
          className="fixed top-[12dvh] left-1/2 z-50 flex max-h-[76dvh] w-[min(36rem,calc(100vw-1.5rem))] -translate-x-1/2 flex-col overflow-hidden rounded-xl bg-surface shadow-floating"
        >
          {headless ? <Radix.Title className="sr-only">{title}</Radix.Title> : <LayerHead title={title} />}
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

/** A panel that slides in from a side of the page. */
export function Sheet({
  open,
  onOpenChange,
  title,
  children,
  side,
  isWide = false,
}: LayerProps & { side: 'start' | 'end'; isWide?: boolean }) {
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className={veil} />
        <Radix.Content
          aria-describedby={undefined}
          className={clsx(
            isWide ? 'w-[min(30rem,calc(100vw-1.5rem))]' : 'w-[min(20rem,calc(100vw-3rem))]',
            'fixed inset-y-0 z-50 flex flex-col bg-surface pb-[env(safe-area-inset-bottom)] shadow-floating',
            side === 'start' ? 'left-0 animate-slide-in' : 'right-0 animate-slide-in-end',
          )}
        >
          <LayerHead title={title} />
          <div className="min-h-0 flex-1 overflow-y-auto">{children}</div>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}
