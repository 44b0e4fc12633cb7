import { expect, test } from 'vitest'
import type { UserPart } from '../../spec/message.ts'
import { ask, bedrockTarget } from '../../testing/requests.ts'
import { parseBedrockModel } from '../model-id.ts'
import { buildBody } from './build-body.ts'
import { loadMedia } from './media.ts'

const PNG = 'iVBORw0KGgoAAAANSUhEUg=='

async function contentOf(parts: readonly UserPart[], model?: string, dropParams = false) {
  const request = ask({ messages: [{ role: 'user', content: parts }] })
  const target = bedrockTarget({ dropParams, ...(model ? { model } : {}) })
  const mediaOf = await loadMedia(request, async (url) => ({
    mediaType: url.endsWith('.pdf') ? 'application/pdf' : 'image/webp',
    bytes: Buffer.from('downloaded'),
  }))
  const { body, warnings } = buildBody(request, target, parseBedrockModel(target.model), mediaOf)
  return { content: body.messages[0]?.content, warnings }
}

const image = (mediaType: string, base64: string): UserPart => ({
  type: 'image',
  source: { kind: 'data', mediaType, base64 },
})
const text: UserPart = { type: 'text', text: 'What is this?' }

test('images go as bytes, under the format that their first bytes tell', async () => {
  const { content } = await contentOf([
    image('image/jpeg', PNG),
    image('image/jpg', 'AAAA'),
    { type: 'image', source: { kind: 'url', url: 'https://example.test/cat' } },
  ])
  expect(content).toEqual([
    { image: { format: 'png', source: { bytes: PNG } } },
    { image: { format: 'jpeg', source: { bytes: 'AAAA' } } },
    { image: { format: 'webp', source: { bytes: Buffer.from('downloaded').toString('base64') } } },
  ])
  await expect(contentOf([image('image/tiff', 'AAAA')])).rejects.toThrow(
    /image\/tiff.*png, jpeg, gif and webp/,
  )
})

test('a model that cannot see refuses images, or gets a note in their place', async () => {
  const model = 'us.deepseek.r1-v1:0'
  await expect(contentOf([text, image('image/png', PNG)], model)).rejects.toMatchObject({ param: 'image' })
  const { content, warnings } = await contentOf([text, image('image/png', PNG)], model, true)
  expect(content).toEqual([{ text: 'What is this?' }, { text: '[image left out]' }])
  expect(warnings).toHaveLength(1)
})

test('documents get clean names that stay the same and differ from each other', async () => {
  const file = (name: string | undefined, mediaType = 'application/pdf'): UserPart => ({
    type: 'file',
    source: { kind: 'data', mediaType, base64: 'AAAA' },
    ...(name ? { name } : {}),
  })
  const { content } = await contentOf([
    text,
    file('Q3_report/2026.pdf'),
    file('Q3 report 2026.pdf'),
    file(undefined),
  ])
  const names = content?.flatMap((block) => ('document' in block ? [block.document.name] : []))
  expect(names).toEqual(['Q3 report 2026', 'Q3 report 2026 (2)', 'document 3'])
})

test.each([
  ['text/csv', 'x', 'csv'],
  ['application/octet-stream', 'notes.md', 'md'],
  ['text/x-python', 'a.py', 'txt'],
  ['text/html; charset=utf-8', 'x', 'html'],
])('a file of type %s named %s is a %s document', async (mediaType, name, format) => {
  const { content } = await contentOf([
    text,
    { type: 'file', name, source: { kind: 'data', mediaType, base64: 'AA' } },
  ])
  expect(content?.[1]).toMatchObject({ document: { format } })
})

test('a document alone gets a line of text beside it', async () => {
  const part: UserPart = { type: 'file', source: { kind: 'url', url: 'https://example.test/a.pdf' } }
  const { content, warnings } = await contentOf([part])
  expect(content?.map((block) => Object.keys(block)[0])).toEqual(['document', 'text'])
  expect(warnings).toHaveLength(1)
})

test('Nova takes videos and S3 locations', async () => {
  const video: UserPart = {
    type: 'file',
    name: 'clip.mp4',
    source: { kind: 'url', url: 's3://bucket/clip.mp4' },
  }
  const { content } = await contentOf([text, video], 'us.amazon.nova-pro-v1:0')
  expect(content?.[1]).toEqual({
    video: { format: 'mp4', source: { s3Location: { uri: 's3://bucket/clip.mp4' } } },
  })
})

test.each<[string, UserPart, RegExp]>([
  ['an uploaded file', { type: 'file', source: { kind: 'file_id', id: 'file-1' } }, /send its bytes/],
  ['audio', { type: 'audio', format: 'wav', base64: 'AA' }, /takes no audio/],
  [
    'an unknown file',
    { type: 'file', name: 'a.zip', source: { kind: 'data', base64: 'AA' } },
    /type "a.zip"/,
  ],
])('%s is refused with the reason', async (_, part, message) => {
  await expect(contentOf([text, part])).rejects.toThrow(message)
})
