import type { TaskProtocols } from '../spec/adapter.ts'
import { bodyText } from '../spec/body-text.ts'
import { unitsOf } from '../spec/task-answer.ts'
import { countedUsage } from './counted.ts'
import type { Post } from './endpoints.ts'
import { modelOf } from './model.ts'
import type { CompatibleProvider } from './provider.ts'

/** Audio as a form, and its text in whichever format the client asks for. */
export function transcription(
  provider: CompatibleProvider,
  post: Post,
): NonNullable<TaskProtocols['transcription']> {
  return {
    async build({ file, fields }, target, signal) {
      const form = new FormData()
      form.append('model', modelOf(target, provider).id)
      for (const [name, value] of fields) form.append(name, value)
      form.append('file', new Blob([Buffer.from(file.bytes)], { type: file.mediaType }), file.name)
      const written = new Response(form)
      const type = written.headers.get('content-type') ?? ''
      const bytes = new Uint8Array(await written.arrayBuffer())
      const http = await post(target, '/audio/transcriptions', { type, bytes }, signal)
      return { target, stream: false, warnings: [], request: http }
    },
    parse(_, { headers, body }) {
      const contentType = headers['content-type'] ?? 'text/plain'
      const text = bodyText(body)
      const json = contentType.startsWith('application/json') ? parse(text) : undefined
      if (json === undefined) return { body: { bytes: body, contentType }, output: text }
      const seconds = secondsOf(json)
      const usage = seconds === undefined ? countedUsage(json) : unitsOf({ seconds })
      return { body: { json }, ...(usage ? { usage } : {}), output: json.text ?? json }
    },
  }
}

/** Some models are billed by tokens, others by the length of what they hear. */
function secondsOf({ usage, duration, x_groq: groq }: Readonly<Record<string, unknown>>): number | undefined {
  const { type, seconds } = (usage ?? {}) as { type?: unknown; seconds?: unknown }
  if (type === 'tokens') return undefined
  for (const value of [seconds, duration, (groq as { seconds?: unknown } | undefined)?.seconds]) {
    const number = Number(value ?? Number.NaN)
    if (Number.isFinite(number)) return number
  }
  return undefined
}

function parse(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    return JSON.parse(text) as Readonly<Record<string, unknown>>
  } catch {
    return undefined
  }
}
