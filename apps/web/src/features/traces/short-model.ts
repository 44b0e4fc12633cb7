const region = /^(us|us-gov|eu|apac|jp|au|ca|global)\./
const vendor =
  /^(anthropic|amazon|meta|deepseek|mistral|cohere|ai21|openai|qwen|google|writer|stability|nvidia|moonshot)\./
const revision = /(-v\d+)?(:\d+)+$|-v\d+$/
const date = /-(20\d{6}|20\d\d-\d\d-\d\d)$/

/**
 * A model's name without what is the same for all of its kind: route, region, vendor, date and revision. For narrow
 * places only; `us.anthropic.claude-sonnet-4-20250514-v1:0` becomes `claude-sonnet-4`.
 */
export function shortModel(model: string): string {
  const name = model.slice(model.lastIndexOf('/') + 1)
  const whole = name.replace(region, '').replace(revision, '').replace(date, '')
  const short = whole.replace(vendor, '')
  // `r1` alone would say nothing.
  if (short.length < 4) return whole === '' ? model : whole
  return short
}

/** Short names for a list of models; those that would look alike keep their whole name. */
export function shortModels(models: readonly string[]): ReadonlyMap<string, string> {
  const groups = Map.groupBy(new Set(models), shortModel)
  return new Map(
    models.map((model) => {
      const short = shortModel(model)
      return [model, groups.get(short)?.length === 1 ? short : model]
    }),
  )
}
