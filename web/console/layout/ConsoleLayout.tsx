import type { ReactNode } from 'react'
import { AppBar, Layout, TitlePortal, useCanAccess } from 'react-admin'
import { LiveRefresh } from '../api/LiveRefresh.tsx'
import { LanguageOfPage } from '../i18n/LanguageOfPage.tsx'
import { KeyboardLayer } from '../keyboard/KeyboardLayer.tsx'
import { RevealBadge } from '../persons/RevealBadge.tsx'
import { UndoBar } from '../queue/UndoBar.tsx'
import { ConnectionState } from './ConnectionState.tsx'
import { ConsoleMenu } from './ConsoleMenu.tsx'
import { ErrorPage } from './ErrorPage.tsx'
import { KeyboardButton } from './KeyboardButton.tsx'
import { PersonMenu } from './PersonMenu.tsx'

const ConsoleAppBar = () => (
  <AppBar userMenu={<PersonMenu />}>
    <TitlePortal variant="h6" component="p" />
    <ConnectionState />
    <RevealBadge />
    <KeyboardButton />
  </AppBar>
)

export const ConsoleLayout = ({ children }: { children: ReactNode }) => {
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'list' })
  return (
    <Layout appBar={ConsoleAppBar} menu={ConsoleMenu} error={ErrorPage}>
      <LanguageOfPage />
      <KeyboardLayer />
      {canAccess && <LiveRefresh />}
      {canAccess && <UndoBar />}
      {children}
    </Layout>
  )
}
