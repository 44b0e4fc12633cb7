type Values = Readonly<Record<string, unknown>>

/** The values that have a wanted name. Clients choose names: an assignment would lose the value of `__proto__`. */
export function pickValues(values: Values, isWanted: (name: string) => boolean): Values {
  const picked: Record<string, unknown> = {}
  for (const name in values) {
    if (!isWanted(name)) continue
    const value = values[name]
    if (name !== '__proto__') picked[name] = value
    else Object.defineProperty(picked, name, { value, enumerable: true, configurable: true, writable: true })
  }
  return picked
}
