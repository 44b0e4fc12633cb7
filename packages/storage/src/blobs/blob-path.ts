import { assertBlobKey, invalidKey } from './blob-key.ts'

const LONGEST_NAME = 250

/**
 * File of a key, relative to the store's folder: one folder per part of the key. Names hold only characters that every
 * file system keeps apart: capitals become `+` and the small letter, what is neither letter, digit, `_`, `-` nor an
 * inner dot becomes `%` and its bytes. So no two keys share a file, also where case does not count, and none leaves the
 * folder. A file ends in `~`, which no folder does, so that `a` and `a/b` can both exist.
 *
 * @throws StorageError when the text is no key.
 */
export function blobPath(key: string): string {
  assertBlobKey(key)
  const parts = key.split('/').map(encodeName)
  if (parts.some((part) => part.length > LONGEST_NAME)) throw invalidKey(key)
  return `${parts.join('/')}~`
}

function encodeName(part: string): string {
  return part
    .replace(/[^A-Za-z0-9_.-]|^\./gu, (character) =>
      Buffer.from(character).reduce((text, byte) => `${text}%${byte.toString(16).padStart(2, '0')}`, ''),
    )
    .replace(/[A-Z]/g, (capital) => `+${capital.toLowerCase()}`)
}
