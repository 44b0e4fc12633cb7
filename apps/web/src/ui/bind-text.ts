interface Bound {
  readonly value: string
  readonly onChange: (event: { readonly target: { readonly value: string } }) => void
}

/** Ties inputs to the texts of a form, by their names. */
export function bindText<Name extends string>(
  fields: Readonly<Record<Name, string>>,
  change: (part: Partial<Record<Name, string>>) => void,
): (name: Name) => Bound {
  return (name) => ({
    value: fields[name],
    onChange: ({ target }) => change({ [name]: target.value } as Partial<Record<Name, string>>),
  })
}
