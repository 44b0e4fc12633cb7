import { Outlet } from '@tanstack/react-router'
import { ConnectionBanner } from './connection-banner.tsx'

export function RootLayout() {
  return (
    <div className="flex h-dvh flex-col">
      <ConnectionBanner />
      <div className="min-h-0 flex-1">
        <Outlet />
      </div>
    </div>
  )
}
