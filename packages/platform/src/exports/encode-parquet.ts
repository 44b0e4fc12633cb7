import { zstdCompressSync } from 'node:zlib'
import { ByteWriter, ParquetWriter, schemaFromColumnData } from 'hyparquet-writer'
import { type ColumnType, type NamedColumn, textOf } from './columns.ts'
import type { RowEncoder } from './encoding.ts'

/** Readers like groups of many rows; a thread likes to hold few: whichever comes first. */
const rowsPerGroup = 20_000
const bytesPerGroup = 16 * 1024 * 1024

const types = {
  text: 'STRING',
  json: 'STRING',
  instant: 'TIMESTAMP',
  number: 'DOUBLE',
  count: 'INT64',
  flag: 'BOOLEAN',
} as const satisfies Record<ColumnType, string>

/** One file whose groups of rows come out as they fill. */
export function encodeParquet(columns: readonly NamedColumn[]): RowEncoder {
  const output = new ByteWriter()
  const schema = schemaFromColumnData({
    columnData: columns.map(({ name, type }) => ({ name, data: [], type: types[type], nullable: true })),
  })
  const compressors = { ZSTD: (input: Uint8Array) => zstdCompressSync(input) }
  const writer = new ParquetWriter({ writer: output, schema, codec: 'ZSTD', compressors })
  let waiting: (readonly never[])[] = []
  let rows = 0
  let bytes = 0

  function writeGroup(): void {
    if (rows > 0) {
      const group = waiting.flat()
      const columnData = columns.map((column) => ({
        name: column.name,
        data: group.map((row) => cell(column, row)),
      }))
      writer.write({ columnData, rowGroupSize: group.length })
    }
    waiting = []
    rows = 0
    bytes = 0
  }

  /** What was written since it was last asked. */
  function taken(): Uint8Array {
    const written = output.getBytes().slice()
    output.index = 0
    return written
  }

  return {
    encode(more) {
      waiting.push(more)
      rows += more.length
      bytes += more.reduce((sum, row) => sum + sizeOf(columns, row), 0)
      if (rows >= rowsPerGroup || bytes >= bytesPerGroup) writeGroup()
      return taken()
    },
    end() {
      writeGroup()
      writer.finish()
      return taken()
    },
  }
}

function cell(column: NamedColumn, row: never): unknown {
  if (column.type === 'text' || column.type === 'json') return textOf(column, row)
  const value = column.value(row)
  if (value === null || value === undefined) return null
  if (column.type === 'instant') return new Date(value as string)
  return column.type === 'count' ? BigInt(value as number) : value
}

/** Long texts decide; the rest is small. */
function sizeOf(columns: readonly NamedColumn[], row: never): number {
  return columns.reduce((sum, column) => sum + (column.text?.(row)?.length ?? 0), 0)
}
