/** There is a catalogue for each. The build reads this list too: it imports nothing. */
export const languages = ['en', 'ja'] as const
export type Language = (typeof languages)[number]
