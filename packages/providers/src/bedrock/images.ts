import type { BuiltCall, HttpResponse } from '../spec/adapter.ts'
import { ProviderError } from '../spec/error.ts'
import type { ImageRequest, TaskAnswer } from '../spec/task.ts'
import { readObject, unitsOf, unusable } from '../spec/task-answer.ts'

/** The body of InvokeModel for models that draw. Throws `ProviderError` (bad_request). */
export function toImageBody(request: ImageRequest, baseModel: string): object {
  if (/^amazon\.(?:titan-image|nova-canvas)/.test(baseModel)) return amazonBody(request)
  if (baseModel.startsWith('stability.')) return stabilityBody(request)
  throw new ProviderError('bad_request', `bedrock/${baseModel} makes no images`, {
    provider: 'bedrock',
    param: 'model',
  })
}

function amazonBody({ prompt, count, size, quality, extra }: ImageRequest): object {
  const { textToImageParams, imageGenerationConfig, response_format: _, ...rest } = extra ?? {}
  const [width, height] = readSize(size) ?? []
  return {
    taskType: 'TEXT_IMAGE',
    ...rest,
    textToImageParams: { ...asFields(textToImageParams), text: prompt },
    imageGenerationConfig: {
      ...(count === undefined ? {} : { numberOfImages: count }),
      ...(width === undefined ? {} : { width, height }),
      ...(quality === undefined ? {} : { quality: isPremium(quality) ? 'premium' : 'standard' }),
      ...asFields(imageGenerationConfig),
    },
  }
}

/** One image for each call; its form is told by a ratio. */
function stabilityBody({ prompt, count = 1, size, extra }: ImageRequest): object {
  if (count > 1) {
    throw new ProviderError('bad_request', 'n must be 1: the model makes one image for each call', {
      provider: 'bedrock',
      param: 'n',
    })
  }
  const { response_format: _, ...rest } = extra ?? {}
  const ratio = ratioOf(size)
  return { prompt, mode: 'text-to-image', ...(ratio ? { aspect_ratio: ratio } : {}), ...rest }
}

const RATIOS = ['1:1', '16:9', '21:9', '2:3', '3:2', '4:5', '5:4', '9:16', '9:21']

/** The nearest of those that the models know. */
function ratioOf(size: string | undefined): string | undefined {
  const [width, height] = readSize(size) ?? []
  if (width === undefined || height === undefined) return undefined
  const distance = (ratio: string) => {
    const [across = 1, down = 1] = ratio.split(':').map(Number)
    return Math.abs(Math.log(width / height / (across / down)))
  }
  return RATIOS.toSorted((one, other) => distance(one) - distance(other))[0]
}

function readSize(size: string | undefined): readonly [number, number] | undefined {
  const [, width, height] = /^(\d+)x(\d+)$/.exec(size ?? '') ?? []
  return width === undefined ? undefined : [Number(width), Number(height)]
}

function isPremium(quality: string | undefined): boolean {
  return quality === 'premium' || quality === 'hd' || quality === 'high'
}

export function parseImages(call: BuiltCall, response: HttpResponse, { quality }: ImageRequest): TaskAnswer {
  const { images, error } = readObject(call, response)
  if (!Array.isArray(images) || images.length === 0)
    throw unusable(call, response, typeof error === 'string' ? error : 'it holds no images')
  const data = images.map((b64_json: unknown) => ({ b64_json }))
  const unit = isPremium(quality) ? 'images_premium' : 'images'
  return {
    body: { json: { data } },
    usage: unitsOf({ [unit]: data.length }),
    output: { images: data.length },
  }
}

function asFields(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {}
}
