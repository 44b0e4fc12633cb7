import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { askSessionOnReturn } from './ask-on-return.ts'
import { queryClient } from './query-client.ts'
import { router } from './router.tsx'

askSessionOnReturn(queryClient)

export function App() {
  return (
    <QueryClientProvider client={queryClient}>
      <RouterProvider router={router} />
    </QueryClientProvider>
  )
}
