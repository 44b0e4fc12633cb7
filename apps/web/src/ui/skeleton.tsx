import clsx from 'clsx'

/** Holds the place of what is still on its way. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <div aria-hidden="true" className={clsx('animate-breathe rounded-md bg-hover', className)} />
}
