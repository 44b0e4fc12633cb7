import { columnsOf, type NamedColumn } from './columns.ts'
import { encodeCsv } from './encode-csv.ts'
import { encodeJson, encodeJsonLines } from './encode-json.ts'
import { encodeParquet } from './encode-parquet.ts'
import type { Encoding, RowEncoder } from './encoding.ts'
import type { EncoderOptions } from './worker-messages.ts'

export function createRowEncoder({ table, format, columns, isBegun }: EncoderOptions): RowEncoder {
  const chosen = columnsOf(table, columns)
  if (format === 'parquet') return encodeParquet(chosen)
  return textEncoder(encodings[format](chosen), isBegun)
}

const encodings: Readonly<Record<'csv' | 'json' | 'jsonl', (columns: readonly NamedColumn[]) => Encoding>> = {
  csv: encodeCsv,
  json: encodeJson,
  jsonl: encodeJsonLines,
}

function textEncoder(encoding: Encoding, isBegun: boolean): RowEncoder {
  const { head, between, row, tail } = encoding
  let before = isBegun ? between : head
  return {
    encode(rows) {
      if (rows.length === 0) return new Uint8Array()
      const text = before + rows.map(row).join(between)
      before = between
      return Buffer.from(text)
    },
    end: () => Buffer.from((before === between ? '' : before) + tail),
  }
}
