const rings = [120, 210, 320, 450, 600]
const stars = [
  [-118, -22, 2.4],
  [62, -200, 3],
  [214, 238, 2],
  [-300, -112, 1.6],
  [148, 425, 2.2],
  [-402, 205, 2.6],
  [560, -215, 1.8],
  [330, -500, 2],
] as const

/** The sky behind the sign-in page: circles of declination around the pole, and a few stars on them. */
export function StarChart() {
  return (
    <svg
      aria-hidden="true"
      viewBox="-700 -500 1400 1000"
      preserveAspectRatio="xMidYMid slice"
      className="pointer-events-none fixed inset-0 size-full"
    >
      <g fill="none" stroke="var(--line)" strokeWidth="1">
        {rings.map((radius) => (
          <circle key={radius} r={radius} />
        ))}
        {[0, 30, 60, 90, 120, 150].map((angle) => (
          <path key={angle} d="M-900 0H-120M120 0H900" transform={`rotate(${angle})`} strokeDasharray="2 7" />
        ))}
      </g>
      <g fill="var(--accent)">
        {stars.map(([x, y, radius]) => (
          <circle key={`${x},${y}`} cx={x} cy={y} r={radius} />
        ))}
      </g>
      <circle r="380" fill="url(#quiet)" />
      <defs>
        <radialGradient id="quiet">
          <stop offset="0.55" stopColor="var(--canvas)" />
          <stop offset="1" stopColor="var(--canvas)" stopOpacity="0" />
        </radialGradient>
      </defs>
    </svg>
  )
}
