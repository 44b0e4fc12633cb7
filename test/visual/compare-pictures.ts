import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'

const committed = join(import.meta.dirname, 'images')
/** Where the reader finds what is wrong. */
const failed = join(import.meta.dirname, '../../test-results/visual')

/** Pixels that may differ in any square of that side: letters drawn by another release of the browser differ at their edges. */
const tolerance = { windowSize: 32, most: 24 }

export const renews = process.env.KANSOKU_RENEW_PICTURES === '1'

/** A picture that is as the committed one leaves it: a change shows what it changed, and nothing else. */
export async function keepPicture(name: string, picture: Buffer): Promise<void> {
  if ((await compareToCommitted(name, picture)) === undefined) return
  await mkdir(committed, { recursive: true })
  await writeFile(join(committed, `${name}.png`), pack(picture))
}

/** Fine shades of a colour: a third of the size of a picture, and nothing that anybody would miss. */
const shade = 8
const packing = { colorType: 2, filterType: 0, deflateLevel: 9, deflateStrategy: 0 } as const

function pack(picture: Buffer): Buffer {
  const image = PNG.sync.read(picture)
  for (const [at, value] of image.data.entries())
    image.data[at] = Math.min(255, Math.round(value / shade) * shade)
  return PNG.sync.write(image, packing)
}

/** Undefined where a picture is as the committed one; else what is wrong, with the files that show it. */
export async function compareToCommitted(name: string, picture: Buffer): Promise<string | undefined> {
  const expected = await readFile(join(committed, `${name}.png`)).catch(() => undefined)
  if (!expected) return await show(name, 'there is no committed picture', { actual: picture })
  const [before, now] = [PNG.sync.read(expected), PNG.sync.read(picture)]
  if (before.width !== now.width || before.height !== now.height)
    return await show(name, 'the size differs', { expected, actual: picture })
  const difference = new PNG({ width: now.width, height: now.height })
  const { windowSize, most } = tolerance
  const wrong = pixelmatch(before.data, now.data, difference.data, now.width, now.height, { windowSize })
  if (wrong <= most) {
    await Promise.all(kinds.map((kind) => rm(fileOf(name, kind), { force: true })))
    return undefined
  }
  const shown = { expected, actual: picture, difference: PNG.sync.write(difference) }
  return await show(name, `${wrong} pixels of one square of ${windowSize} differ`, shown)
}

const kinds = ['expected', 'actual', 'difference'] as const
const fileOf = (name: string, kind: (typeof kinds)[number]) => join(failed, `${name}-${kind}.png`)

async function show(
  name: string,
  what: string,
  pictures: Partial<Record<(typeof kinds)[number], Buffer>>,
): Promise<string> {
  await mkdir(failed, { recursive: true })
  const files = kinds.flatMap((kind) => {
    const picture = pictures[kind]
    return picture ? [{ path: fileOf(name, kind), picture }] : []
  })
  for (const { path, picture } of files) await writeFile(path, picture)
  return [`${name}: ${what}. Look at`, ...files.map(({ path }) => `  ${path}`)].join('\n')
}
