import type { DashboardDocument } from '@kansoku/contracts'
import { useState } from 'react'
import { readDocument } from './document.ts'

/** Lets somebody choose a file that holds a dashboard. */
export function useOpenFile(onRead: (document: DashboardDocument) => void) {
  const [isUnreadable, setUnreadable] = useState(false)
  const read = async (file: File | undefined) => {
    const document = file && readDocument(await file.text())
    setUnreadable(file !== undefined && !document)
    if (document) onRead(document)
  }
  const choose = () => {
    const input = document.createElement('input')
    input.type = 'file'
    input.accept = '.json,application/json'
    input.addEventListener('change', () => void read(input.files?.[0]))
    input.click()
  }
  return { choose, isUnreadable }
}
