/** Swagger UI turns dark by a class of the page. Follows the chosen theme and the system's; returns what ends it. */
export function followTheme(): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  const page = document.documentElement
  const apply = () => {
    const { theme } = page.dataset
    page.classList.toggle('dark-mode', theme === undefined ? system.matches : theme === 'dark')
  }
  apply()
  system.addEventListener('change', apply)
  return () => system.removeEventListener('change', apply)
}
