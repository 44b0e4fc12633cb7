import { farthestRow, type GridCell, gridColumns } from '@kansoku/contracts'

export interface Placed extends GridCell {
  readonly id: string
}

const tallest = 100

/** The same cell within the grid. */
export function clamp<T extends GridCell>(cell: T): T {
  const width = Math.min(Math.max(1, cell.width), gridColumns)
  return {
    ...cell,
    width,
    height: Math.min(Math.max(1, cell.height), tallest),
    x: Math.min(Math.max(0, cell.x), gridColumns - width),
    y: Math.min(Math.max(0, cell.y), farthestRow),
  }
}

export function overlaps(a: GridCell, b: GridCell): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height
}

/**
 * The tiles after one of them was given another cell: it goes before those that begin in the same row, what is in its way
 * moves down, and all move up as far as there is room.
 */
export function place<T extends Placed>(tiles: readonly T[], id: string, cell: Partial<GridCell>): T[] {
  const moved = tiles.map((tile) => (tile.id === id ? clamp({ ...tile, ...cell }) : tile))
  const inOrder = [...moved].sort(
    (a, b) => a.y - b.y || Number(b.id === id) - Number(a.id === id) || a.x - b.x,
  )
  const settled: T[] = []
  for (const tile of inOrder) settled.push(settle(tile, settled))
  return settled
}

function settle<T extends Placed>(tile: T, above: readonly T[]): T {
  const fits = (y: number) => !above.some((other) => overlaps({ ...tile, y }, other))
  let y = tile.y
  while (!fits(y)) y++
  while (y > 0 && fits(y - 1)) y--
  return { ...tile, y }
}

export type Direction = 'left' | 'right' | 'up' | 'down'

/** Where a key moves a tile to: a column aside, or past the next tile above or below. */
export function cellBeside(tiles: readonly Placed[], id: string, direction: Direction): Partial<GridCell> {
  const tile = tiles.find((one) => one.id === id)
  if (!tile) return {}
  if (direction === 'left' || direction === 'right') return { x: tile.x + (direction === 'left' ? -1 : 1) }
  const sameColumns = tiles.filter(
    (other) => other.id !== id && overlaps({ ...other, y: 0, height: 1 }, { ...tile, y: 0, height: 1 }),
  )
  if (direction === 'up') {
    const above = sameColumns.filter(({ y }) => y < tile.y).map(({ y }) => y)
    return { y: above.length > 0 ? Math.max(...above) : tile.y }
  }
  const below = sameColumns.filter(({ y }) => y >= tile.y + tile.height).map(({ y }) => y)
  return { y: below.length > 0 ? Math.min(...below) + 1 : tile.y }
}

/** How a key changes a tile's size. */
export function sizeBeside({ width, height }: GridCell, direction: Direction): Partial<GridCell> {
  return {
    width: width + Number(direction === 'right') - Number(direction === 'left'),
    height: height + Number(direction === 'down') - Number(direction === 'up'),
  }
}

/** Tiles as they are read: row by row. */
export function inReadingOrder<T extends GridCell>(tiles: readonly T[]): T[] {
  return [...tiles].sort((a, b) => a.y - b.y || a.x - b.x)
}
