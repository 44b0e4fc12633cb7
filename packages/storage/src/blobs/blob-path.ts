import { StorageError } from '../errors.ts'

const LONGEST_KEY = 512
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
  const parts = key.split('/').map(encodeName)
  const fits = parts.every((part) => part.length > 0 && part.length <= LONGEST_NAME)
  if (key.length > LONGEST_KEY || !fits || /\p{Cc}/u.test(key) || !key.isWellFormed()) {
    throw new StorageError(`${JSON.stringify(key.slice(0, 80))} is not a blob's key.`, {
      remedy: `Keys have 1 to ${LONGEST_KEY} characters, no control characters and no empty part between slashes.`,
      publicMessage: 'The name of the file is not valid.',
    })
  }
  return `${parts.join('/')}~`
}

function encodeName(part: string): string {
  return part
    .replace(/[^A-Za-z0-9_.-]|^\./gu, (character) =>
      Buffer.from(character).reduce((text, byte) => `${text}%${byte.toString(16).padStart(2, '0')}`, ''),
    )
    .replace(/[A-Z]/g, (capital) => `+${capital.toLowerCase()}`)
}
