import type { CSSProperties, ReactNode, Ref } from 'react'

interface ScrollRegionProps {
  readonly label: string
  readonly className: string
  readonly children: ReactNode
  readonly style?: CSSProperties
  readonly ref?: Ref<HTMLDivElement>
}

/** A box that scrolls on its own: it has a name and a place in the tab order, so that keyboards reach what it hides. */
export function ScrollRegion({ label, ...props }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset would be a form's
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <div role="group" aria-label={label} tabIndex={0} {...props} />
  )
}
