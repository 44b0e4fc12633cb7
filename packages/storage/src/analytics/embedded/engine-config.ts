import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export const DEFAULT_MEMORY_MEGABYTES = 1024

/**
 * Writes the engine's configuration into its data folder and returns its path. A file, because server settings given
 * as arguments are ignored; always given, because the engine would read a `config.xml` of the working directory.
 */
export async function writeEngineConfig(folder: string, memoryMegabytes: number): Promise<string> {
  const path = join(folder, 'engine.xml')
  const lines = Object.entries(engineSettings(memoryMegabytes)).map(
    ([key, value]) => `  <${key}>${value}</${key}>`,
  )
  const text = `<clickhouse>\n${lines.join('\n')}\n</clickhouse>\n`
  // Left alone when it is right, so that a full disk can still be read.
  const written = await readFile(path, 'utf8').catch(() => undefined)
  if (written !== text) await writeFile(path, text)
  return path
}

function engineSettings(memoryMegabytes: number): Record<string, number> {
  const megabyte = 1024 * 1024
  return {
    max_server_memory_usage: memoryMegabytes * megabyte,
    mark_cache_size: 16 * megabyte,
    primary_index_cache_size: 16 * megabyte,
    uncompressed_cache_size: 0,
    index_mark_cache_size: 4 * megabyte,
    index_uncompressed_cache_size: 0,
    mmap_cache_size: 0,
    compiled_expression_cache_size: 1 * megabyte,
    background_pool_size: 2,
    background_schedule_pool_size: 2,
  }
}
