export const Swatch = ({ color }: { readonly color: string }) => (
  <span aria-hidden="true" className="size-2 shrink-0 rounded-[2px]" style={{ background: color }} />
)
