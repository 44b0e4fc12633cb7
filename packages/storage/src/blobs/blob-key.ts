import { StorageError } from '../errors.ts'

const LONGEST_KEY = 512

/** @throws StorageError when the text is no key. */
export function assertBlobKey(key: string): void {
  const whole = key.split('/').every((part) => part !== '')
  if (!whole || key.length > LONGEST_KEY || /\p{Cc}/u.test(key) || !key.isWellFormed()) throw invalidKey(key)
}

export function invalidKey(key: string): StorageError {
  return new StorageError(`${JSON.stringify(key.slice(0, 80))} is not a blob's key.`, {
    remedy: `Keys have 1 to ${LONGEST_KEY} characters, no control characters and no empty part between slashes.`,
    publicMessage: 'The name of the file is not valid.',
  })
}
