import { StorageFullError, StorageUnavailableError } from './errors.ts'

const UNUSABLE = /^(EACCES|EPERM|EROFS|EIO|ENOENT|ENOTDIR|EEXIST|EMFILE|ENFILE)$/

/** Runs file work of a store in `folder` and turns the file system's refusals into errors of ours. */
export async function inFolder<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    if (code === 'ENOSPC' || code === 'EDQUOT') throw new StorageFullError(folder, error)
    if (!UNUSABLE.test(code)) throw error
    throw new StorageUnavailableError(
      `The folder ${folder} cannot be used (${code}).`,
      'Check that it exists, that its disk is healthy and that this account may write to it.',
      error,
    )
  }
}
