import type { ReactNode } from 'react'
import {
  AppBar,
  Layout,
  LoadingIndicator,
  LocalesMenuButton,
  TitlePortal,
  ToggleThemeButton,
  useCanAccess,
} from 'react-admin'
import { LanguageOfPage } from '../i18n/LanguageOfPage.tsx'
import { useText } from '../i18n/useText.ts'
import { KeyboardLayer } from '../keyboard/KeyboardLayer.tsx'
import { LiveRefresh } from '../live/LiveRefresh.tsx'
import { RevealBadge } from '../persons/reveals/RevealBadge.tsx'
import { UndoBar } from '../sessions/review/UndoBar.tsx'
import { ConnectionState } from './ConnectionState.tsx'
import { ConsoleMenu } from './ConsoleMenu.tsx'
import { ErrorPage } from './ErrorPage.tsx'
import { KeyboardButton } from './KeyboardButton.tsx'
import { PersonMenu } from './PersonMenu.tsx'

/** React-admin's own, but that what turns while something is read has a name. */
const ConsoleToolbar = () => {
  const text = useText()
  return (
    <>
      <LocalesMenuButton />
      <ToggleThemeButton />
      <LoadingIndicator aria-label={text('app.loading')} />
    </>
  )
}

const ConsoleAppBar = () => (
  <AppBar userMenu={<PersonMenu />} toolbar={<ConsoleToolbar />}>
    <TitlePortal variant="h6" component="p" />
    <ConnectionState />
    <RevealBadge />
    <KeyboardButton />
  </AppBar>
)

/** Whatever is too wide scrolls within itself; the page never does. */
const NEVER_TOO_WIDE = {
  '& .RaLayout-content, & .RaList-main, & .RaList-content': { minWidth: 0 },
}

export const ConsoleLayout = ({ children }: { children: ReactNode }) => {
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'list' })
  return (
    <Layout appBar={ConsoleAppBar} menu={ConsoleMenu} error={ErrorPage} sx={NEVER_TOO_WIDE}>
      <LanguageOfPage />
      <KeyboardLayer />
      {canAccess && <LiveRefresh />}
      {canAccess && <UndoBar />}
      {children}
    </Layout>
  )
}
