const mention = /@\[([^\]]*)\]\(user:([^)\s]*)\)/g

/** A comment with its mentions as people read them, for where no Markdown is drawn. */
export function withPlainMentions(content: string): string {
  return content.replace(mention, '@$1')
}

/** The accounts that a comment names, each once. */
export function mentionedIds(content: string): string[] {
  const ids = [...content.matchAll(mention)].flatMap(([, , id = '']) => decoded(id) ?? [])
  return [...new Set(ids)]
}

function decoded(id: string): string | undefined {
  try {
    return decodeURIComponent(id)
  } catch {
    return undefined
  }
}
