const candidates =
  ':is(input, select, textarea, button, a[href], [contenteditable="true"], [tabindex="0"]):not(:disabled, [type="hidden"], [tabindex="-1"])'
const fields = 'input, select, textarea, [contenteditable="true"], [role="combobox"]'

/**
 * Puts the focus where whoever opened a dialog goes on: into its first field, else onto its first button below the head.
 * Radix would put it onto the first thing there is, which is the button that closes the dialog.
 */
export function focusFirst(event: Event): void {
  const dialog = event.currentTarget
  if (!(dialog instanceof HTMLElement)) return
  const able = [...dialog.querySelectorAll<HTMLElement>(candidates)].filter(
    (element) => !element.closest('[data-dialog-head]') && element.checkVisibility(),
  )
  const target = able.find((element) => element.matches(fields)) ?? able[0]
  if (!target) return
  event.preventDefault()
  target.focus()
  if (target instanceof HTMLInputElement) target.select()
}
