import { expect, test } from 'vitest'
import { findMediaReference, kindOfType, readMediaReference, splitMedia } from './media-reference.ts'

const token = (type: string, id: string) => `@@@langfuseMedia:type=${type}|id=${id}|source=base64_data_uri@@@`
const cat = { mediaId: 'cat-1', contentType: 'image/png' }

test('a text is split where it refers to files', () => {
  const sound = { mediaId: 'meow', contentType: 'audio/wav' }
  expect(splitMedia(`See ${token('image/png', 'cat-1')}\n${token('audio/wav', 'meow')} and say.`)).toEqual([
    'See ',
    cat,
    sound,
    ' and say.',
  ])
  expect(splitMedia('no file at all')).toEqual(['no file at all'])
})

test('a reference stands alone', () => {
  expect(readMediaReference(token('image/png', 'cat-1'))).toEqual(cat)
  expect(readMediaReference(`A cat: ${token('image/png', 'cat-1')}`)).toBeUndefined()
  expect(readMediaReference('text')).toBeUndefined()
})

test.each([
  '@@@langfuseMedia:@@@',
  '@@@langfuseMedia:type=image/png@@@',
  '@@@langfuseMedia:id=|type=@@@',
  '@@@',
])('%s is a text like any other', (text) => expect(splitMedia(text)).toEqual([text]))

test.each([
  ['chat completions', { type: 'image_url', image_url: { url: token('image/png', 'cat-1') } }],
  ['messages', { type: 'image', source: { type: 'base64', data: token('image/png', 'cat-1') } }],
  ['responses', { type: 'input_image', image_url: token('image/png', 'cat-1') }],
  ['Converse', { image: { format: 'png', source: { bytes: token('image/png', 'cat-1') } } }],
])('the reference in a part of %s is found', (_, part) => expect(findMediaReference(part)).toEqual(cat))

test('types have a kind', () => {
  expect(['image/png', 'audio/wav', 'video/mp4', 'application/pdf', undefined].map(kindOfType)).toEqual([
    'image',
    'audio',
    'video',
    'file',
    'file',
  ])
})
