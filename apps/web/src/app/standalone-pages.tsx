import type { ErrorComponentProps } from '@tanstack/react-router'
import { ErrorPage } from './error-page.tsx'
import { NotFoundPage } from './not-found-page.tsx'

/** The error page where there is no page around it. */
export const StandaloneErrorPage = (props: ErrorComponentProps) => (
  <main className="h-full">
    <ErrorPage {...props} />
  </main>
)

export const StandaloneNotFoundPage = () => (
  <main className="h-full">
    <NotFoundPage />
  </main>
)
