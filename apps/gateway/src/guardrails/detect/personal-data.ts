import { isIPv4, isIPv6 } from 'node:net'
import type { PersonalDataKind } from '@kansoku/routing'
import { isCardNumber, isIban, isMyNumber } from './check-digits.ts'

/** What a piece of personal data looks like, and what has to be true of it besides. */
interface Form {
  readonly pattern: RegExp
  readonly holds?: (found: string) => boolean
}

/** A hyphen, and what is written instead of one in Japanese. */
const dash = '[-‐‑–—―−ー]'
const gap = `(?:${dash}|[ \\u3000])`

const digitsOf = (text: string) => text.replace(/\D/g, '').length
const withDigits = (least: number, most: number) => (text: string) =>
  digitsOf(text) >= least && digitsOf(text) <= most

/** Of texts that are folded already. A text is looked through once for each form. */
export const personalDataForms: Readonly<Record<PersonalDataKind, readonly Form[]>> = {
  EMAIL_ADDRESS: [
    { pattern: /(?<![\w.+%-])[\w.+%-]{1,64}@(?:[a-z0-9-]{1,63}\.){1,6}[a-z]{2,24}(?![\w-])/gi },
  ],
  CREDIT_CARD: [
    { pattern: /(?<![\d-])\d{13,19}(?![\d-])/g, holds: isCardNumber },
    // In groups as they are printed: what follows may be a date or a code.
    {
      pattern: /(?<![\d-])(?:\d{4}([ -])\d{4}\1\d{4}\1\d{1,7}|\d{4}([ -])\d{6}\2\d{4,5})(?!\d)/g,
      holds: isCardNumber,
    },
  ],
  IBAN_CODE: [
    { pattern: /(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?!\w)/g, holds: isIban },
  ],
  JP_MY_NUMBER: [
    {
      pattern: new RegExp(`(?<![\\d-]|\\d )\\d{4}${gap}?\\d{4}${gap}?\\d{4}(?![\\d-]| \\d)`, 'g'),
      holds: isMyNumber,
    },
  ],
  IP_ADDRESS: [
    { pattern: /(?<![\w.])\d{1,3}(?:\.\d{1,3}){3}(?![\w]|\.\d)/g, holds: isIPv4 },
    {
      pattern: /(?<![\w:])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?![\w:])/gi,
      holds: (text) => isIPv6(text) && text.replaceAll(':', '').length >= 4,
    },
  ],
  JP_POSTAL_CODE: [
    { pattern: new RegExp(`〒 ?\\d{3}${dash}?\\d{4}(?!\\d)`, 'g') },
    { pattern: new RegExp(`(?<![\\d.]|${dash})\\d{3}${dash}\\d{4}(?!\\d|${dash})`, 'g') },
  ],
  PHONE_NUMBER: [
    // Japan: mobile, free and other numbers, with and without gaps.
    { pattern: new RegExp(`(?<![\\d.]|${dash})0[5789]0${gap}?\\d{4}${gap}?\\d{4}(?!\\d)`, 'g') },
    {
      pattern: new RegExp(
        `(?<![\\d.]|${dash})\\(?0\\d{1,4}(?:${gap}|\\)${gap}?)\\d{1,4}(?:${gap}|\\()\\d{3,4}(?!\\d|${dash})`,
        'g',
      ),
      holds: withDigits(10, 11),
    },
    { pattern: /(?<![\w.-])0[1-9]\d{8}(?![\w-])/g },
    // Any country, with its prefix.
    { pattern: /(?<![\w+])\+\d(?:[ .()-]{0,2}\d){7,14}(?!\d)/g },
    // North America.
    { pattern: /(?<![\w.-])(?:\(\d{3}\) ?|\d{3}[-. ])\d{3}[-.]\d{4}(?![\w-])/g },
  ],
}
