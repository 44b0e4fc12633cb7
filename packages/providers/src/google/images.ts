import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import type { ImageRequest, TaskAnswer } from '../spec/task.ts'
import { readObject, unitsOf, unusable } from '../spec/task-answer.ts'

/** The body of predict for Imagen. */
export function toImageBody({ prompt, count, size, extra }: ImageRequest): object {
  const { response_format: _, ...rest } = extra ?? {}
  const aspectRatio = ratioOf(size)
  return {
    instances: [{ prompt }],
    parameters: { sampleCount: count ?? 1, ...(aspectRatio ? { aspectRatio } : {}), ...rest },
  }
}

const RATIOS: Readonly<Record<string, string>> = {
  '1024x1024': '1:1',
  '1792x1024': '16:9',
  '1024x1792': '9:16',
  '1536x1024': '4:3',
  '1024x1536': '3:4',
}

/** A size of OpenAI's, or a ratio as Google writes it. */
function ratioOf(size: string | undefined): string | undefined {
  return size?.includes(':') ? size : RATIOS[size ?? '']
}

export function parseImages(call: BuiltCall, response: HttpResponse): TaskAnswer {
  const { predictions } = readObject(call, response)
  if (!Array.isArray(predictions) || predictions.length === 0)
    throw unusable(call, response, 'it holds no images; a filter may have taken them out')
  const data = predictions.map((one: { bytesBase64Encoded?: unknown } | null) => ({
    b64_json: one?.bytesBase64Encoded,
  }))
  return {
    body: { json: { data } },
    usage: unitsOf({ images: data.length }),
    output: { images: data.length },
  }
}
