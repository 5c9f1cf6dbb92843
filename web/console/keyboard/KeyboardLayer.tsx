/** Keys that go to pages, the sheet of keys, and the voice: once, around every page. */

import { Suspense, useEffect, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useText } from '../i18n/useText.ts'
import { lazily } from '../loading/lazily.ts'
import { Announcements } from './Announcements.tsx'
import { announcer } from './announcer.ts'
import type { KeyedPage } from './KeyedPage.ts'
import { keyboard } from './keyboard.ts'
import { useCommands } from './useCommands.ts'

const ShortcutSheet = lazily(async () => ({ default: (await import('./ShortcutSheet.tsx')).ShortcutSheet }))

export const KeyboardLayer = ({ pages }: { pages: readonly KeyedPage[] }) => {
  const text = useText()
  const navigate = useNavigate()
  const [isSheetOpen, setIsSheetOpen] = useState(false)
  useCommands({ help: () => setIsSheetOpen(true) })

  useEffect(
    () =>
      keyboard.start((key) => {
        const page = pages.find((open) => open.key === key)
        if (page === undefined) {
          announcer.announce(text('keyboard.noPage', { key: key.toUpperCase() }))
          return
        }
        announcer.announce(text(page.text))
        navigate(page.path)
      }),
    [pages, navigate, text],
  )

  return (
    <>
      <Announcements />
      {isSheetOpen && (
        <Suspense fallback={null}>
          <ShortcutSheet pages={pages} onClose={() => setIsSheetOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
