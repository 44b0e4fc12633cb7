import { type FileHandle, open } from 'node:fs/promises'
import { parseError } from '@clickhouse/client'
import { Session } from 'chdb'
import { inFolder } from '../../folder-error.ts'
import { quote } from './bind-params.ts'
import { NativeBlock } from './native-block.ts'

export interface NativeInserterOptions {
  /** The engine's data folder. */
  readonly folder: string
  readonly database: string
  /** A file of its own, through which rows reach the engine. */
  readonly path: string
  /** Last as long as the connection does. */
  readonly settings: Readonly<Record<string, string | number>>
}

/**
 * Inserts rows on a connection of its own, through a file that is emptied before it would reach the disk. Rows within a
 * statement would be copied with it and searched for its end byte by byte, which costs more than to read them, and two
 * line feeds would be that end whatever the format.
 */
export class NativeInserter {
  readonly #session: Session
  readonly #options: NativeInserterOptions
  readonly #block = new NativeBlock()
  #file: FileHandle | undefined

  constructor(options: NativeInserterOptions) {
    this.#options = options
    this.#session = new Session(options.folder)
    for (const [name, value] of Object.entries(options.settings)) {
      this.#session.query(`SET ${name} = ${typeof value === 'number' ? value : quote(value)}`)
    }
  }

  /** @throws ClickHouseError, StorageFullError, StorageUnavailableError */
  async insert(table: string, rows: readonly object[], seconds: number): Promise<void> {
    const { folder, database, path } = this.#options
    const { columns, bytes } = await this.#block.write(rows)
    try {
      await inFolder(folder, () => this.#fill(bytes))
      await this.#run(`INSERT INTO ${database}.${table} (${columns.join(', ')})
        FROM INFILE ${quote(path)} SETTINGS max_execution_time = ${seconds} FORMAT Native`)
    } finally {
      // What is deleted later must not lie around here.
      await this.#file?.truncate(0)
    }
  }

  async #fill(bytes: Buffer): Promise<void> {
    this.#file ??= await open(this.#options.path, 'w', 0o600)
    await writeWhole(this.#file, bytes)
  }

  async #run(statement: string): Promise<void> {
    try {
      await this.#session.queryAsync(statement)
    } catch (error) {
      throw parseError(error instanceof Error ? error.message : String(error))
    }
  }

  async close(): Promise<void> {
    this.#session.close()
    await this.#file?.close()
  }
}

/** From the start of the file. The last bytes that a disk has room for are written without an error, before one comes. */
export async function writeWhole(file: Pick<FileHandle, 'write'>, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, at)
    at += bytesWritten
  }
}
