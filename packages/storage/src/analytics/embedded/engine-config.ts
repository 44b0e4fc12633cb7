import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** Default of `KANSOKU_ENGINE_MEMORY_MB`. */
export const DEFAULT_MEMORY_MEGABYTES = 1024
export const LEAST_MEMORY_MEGABYTES = 256
const MEGABYTE = 1024 * 1024

/**
 * Writes the engine's configuration into its data folder and returns its path. A file, because server settings given
 * as arguments are ignored; always given, because the engine would read a `config.xml` of the working directory.
 */
export async function writeEngineConfig(folder: string, memoryMegabytes: number): Promise<string> {
  const path = join(folder, 'engine.xml')
  const settings = engineSettings(memoryMegabytes)
  const text = `<clickhouse>\n${elements(settings)}<merge_tree>\n${elements(MERGES)}</merge_tree>\n</clickhouse>\n`
  // Left alone when it is right, so that a full disk can still be read.
  const written = await readFile(path, 'utf8').catch(() => undefined)
  if (written !== text) await writeFile(path, text)
  return path
}

/** Merges seldom, and with little memory: four may run at once, and each part and column that one has open takes some. */
const MERGES = {
  // How many times as large as its largest part a merge has to be. At the engine's own 5 merges take a third of the
  // processors' time of storing a stream of telemetry, at 16 a tenth, for some more parts that a question looks into
  // until there is time: of a table with many parts, or old ones, the engine asks less.
  merge_selector_base: 16,
  // Instead of 100, which a writer that is ahead of the merges reaches.
  max_parts_to_merge_at_once: 20,
  // Columns one after the other from some thousand rows on, where each has a file of its own; by default those of 131,072 rows
  // with long texts lie side by side.
  vertical_merge_algorithm_min_rows_to_activate: 8192,
  // What a column is written into begins small: megabytes for each of them were 300 MB for a merge of 20 MB.
  min_columns_to_activate_adaptive_write_buffer: 1,
  // Uncompressed: what one group inserts is one file for all columns instead of two hundred and more. ext4 gives out no place
  // of a file that was deleted within the last minutes, and looks through all of those for each new file. Larger parts,
  // which are merged from full groups, have a file for each column, as questions like it.
  min_bytes_for_wide_part: 64 * MEGABYTE,
}

function elements(settings: Readonly<Record<string, number>>): string {
  return Object.entries(settings)
    .map(([key, value]) => `<${key}>${value}</${key}>\n`)
    .join('')
}

/**
 * A laptop's share of memory instead of a server's: the caches' defaults are gigabytes, and each thread kept for later
 * holds memory. Two threads of merges keep up with the writer; no merge begins while others have a quarter of the memory.
 */
function engineSettings(memoryMegabytes: number): Record<string, number> {
  return {
    max_server_memory_usage: memoryMegabytes * MEGABYTE,
    merges_mutations_memory_usage_soft_limit: (memoryMegabytes / 4) * MEGABYTE,
    mark_cache_size: 16 * MEGABYTE,
    primary_index_cache_size: 16 * MEGABYTE,
    index_mark_cache_size: 4 * MEGABYTE,
    query_condition_cache_size: 4 * MEGABYTE,
    compiled_expression_cache_size: MEGABYTE,
    uncompressed_cache_size: 0,
    index_uncompressed_cache_size: 0,
    page_cache_max_size: 0,
    mmap_cache_size: 0,
    background_pool_size: 2,
    background_schedule_pool_size: 2,
    max_thread_pool_free_size: 16,
  }
}
