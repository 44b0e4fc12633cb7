const digitsIn = (text: string) => [...text.replace(/\D/g, '')].map(Number)

/** Luhn's check digit, and a first digit that cards have. */
export function isCardNumber(text: string): boolean {
  const digits = digitsIn(text)
  if (digits.length < 13 || digits.length > 19 || !/^[2-6]/.test(String(digits[0]))) return false
  const sum = digits.reverse().reduce((total, digit, place) => {
    const doubled = place % 2 === 1 ? digit * 2 : digit
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return sum % 10 === 0
}

/** ISO 13616: the first four signs to the end, letters as 10 to 35, and 1 is left of a division by 97. */
export function isIban(text: string): boolean {
  const signs = text.replaceAll(' ', '')
  if (signs.length < 15 || signs.length > 34) return false
  let rest = 0
  for (const sign of signs.slice(4) + signs.slice(0, 4)) {
    const value = Number.parseInt(sign, 36)
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97
  }
  return rest === 1
}

/** The check digit of a Japanese individual number: 総務省令第85号 (2014), article 5. */
export function isMyNumber(text: string): boolean {
  const digits = digitsIn(text)
  const check = digits.pop()
  if (digits.length !== 11) return false
  const sum = digits
    .reverse()
    .reduce((total, digit, place) => total + digit * (place < 6 ? place + 2 : place - 4), 0)
  const left = sum % 11
  return check === (left <= 1 ? 0 : 11 - left)
}
