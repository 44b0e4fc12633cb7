import { glob, readdir } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { root } from './markdown.ts'

export const languages = ['ja', 'en'] as const
export type Language = (typeof languages)[number]

/** Every document of the repository, from its root. */
export async function findDocuments(): Promise<string[]> {
  const patterns = ['*.md', '{docs,examples,deploy}/**/*.md']
  const exclude = (name: string) => name.includes('node_modules')
  const found: string[] = []
  for await (const path of glob(patterns, { cwd: root, exclude })) found.push(path.split(sep).join('/'))
  return found.toSorted()
}

export function manualFolder(language: Language): string {
  return `docs/${language}/workshop`
}

/** Names of the workshop's manuals in a language, without `.md`. */
export async function findManuals(language: Language): Promise<string[]> {
  const names = await readdir(join(root, manualFolder(language)))
  return names
    .filter((name) => name.endsWith('.md'))
    .map((name) => name.slice(0, -3))
    .toSorted()
}
