/** Writes the wire format of Protocol Buffers: fields one after the other, each with its number and its form. */
export class ProtobufWriter {
  readonly #pieces: Uint8Array[] = []

  bytes(field: number, value: Uint8Array): this {
    this.#varint((field << 3) | 2)
    this.#varint(value.length)
    this.#pieces.push(value)
    return this
  }

  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'))
  }

  message(field: number, write: (writer: ProtobufWriter) => void): this {
    const inner = new ProtobufWriter()
    write(inner)
    return this.bytes(field, inner.finish())
  }

  /** A whole number, negative ones in ten bytes. */
  integer(field: number, value: number): this {
    this.#varint((field << 3) | 0)
    this.#big(BigInt.asUintN(64, BigInt(value)))
    return this
  }

  double(field: number, value: number): this {
    this.#varint((field << 3) | 1)
    const piece = Buffer.alloc(8)
    piece.writeDoubleLE(value)
    this.#pieces.push(piece)
    return this
  }

  fixed64(field: number, value: bigint): this {
    this.#varint((field << 3) | 1)
    const piece = Buffer.alloc(8)
    piece.writeBigUInt64LE(value)
    this.#pieces.push(piece)
    return this
  }

  finish(): Uint8Array {
    return Buffer.concat(this.#pieces)
  }

  #varint(value: number): void {
    this.#big(BigInt(value))
  }

  #big(value: bigint): void {
    const bytes: number[] = []
    let rest = value
    for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128)
    bytes.push(Number(rest))
    this.#pieces.push(Uint8Array.from(bytes))
  }
}
