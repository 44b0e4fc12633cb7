/**
 * Stands for the input or the output of an event: the place of a text in a list beside the events. A prompt belongs to
 * the trace and to each try of a call, and may have megabytes. Gateways alone write it: no prompt of a call and no answer
 * is an object with this key.
 */
export interface SharedText {
  readonly sharedText: number
}

const fields = ['input', 'output'] as const

/** Events with their texts in place. What is no event stays as it is. */
export function expandSharedTexts<Event>(events: readonly Event[], texts: readonly unknown[]): Event[] {
  return events.map((event) => {
    const { body } = (event ?? {}) as { readonly body?: Readonly<Record<string, unknown>> }
    if (typeof body !== 'object' || body === null) return event
    const expanded: Record<string, unknown> = { ...body }
    for (const field of fields) {
      const place = placeOf(body[field])
      if (place !== undefined) expanded[field] = texts[place]
    }
    return { ...event, body: expanded }
  })
}

function placeOf(value: unknown): number | undefined {
  const { sharedText } = (value ?? {}) as Partial<SharedText>
  return typeof sharedText === 'number' ? sharedText : undefined
}
