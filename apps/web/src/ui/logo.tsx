/** A dome, a telescope and the one star it looks at. */
export function Logo({ size = 24 }: { readonly size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" className="shrink-0">
      <g fill="none" stroke="var(--ink)" strokeWidth="2" strokeLinecap="round">
        <path d="M3.5 25.5h25" />
        <path d="M6 25.5a10 10 0 0 1 20 0" />
        <path d="M16 25.5 22.2 9.7" />
      </g>
      <circle cx="23.6" cy="6.2" r="2.9" fill="var(--accent)" />
    </svg>
  )
}
