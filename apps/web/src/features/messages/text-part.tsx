import { splitMedia } from '@kansoku/conversations'
import { MediaView } from '../media/media-view.tsx'
import { LongText } from './long-text.tsx'

interface TextPartProps {
  readonly text: string
  /** Characters of a text shown at first. */
  readonly limit: number
}

/** A text, with the files it refers to in their places. */
export function TextPart({ text, limit }: TextPartProps) {
  return splitMedia(text).map((piece, index) =>
    typeof piece === 'string' ? (
      <LongText key={index} text={piece} limit={limit} />
    ) : (
      <MediaView key={index} reference={piece} />
    ),
  )
}
