import type { ComponentType, ReactNode } from 'react'
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
import { ConnectionState } from './ConnectionState.tsx'
import { ConsoleMenu } from './ConsoleMenu.tsx'
import { ErrorPage } from './ErrorPage.tsx'
import { KeyboardButton } from './KeyboardButton.tsx'
import { PersonMenu } from './PersonMenu.tsx'
import { useOpenPages } from './useOpenPages.ts'

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

/** @param children what the pages' own folders put in the bar. */
export const ConsoleAppBar = ({ children }: { children: ReactNode }) => (
  <AppBar userMenu={<PersonMenu />} toolbar={<ConsoleToolbar />}>
    <TitlePortal variant="h6" component="p" />
    <ConnectionState />
    {children}
    <KeyboardButton />
  </AppBar>
)

/** Whatever is too wide scrolls within itself; the page never does. */
const NEVER_TOO_WIDE = {
  '& .RaLayout-content, & .RaList-main, & .RaList-content': { minWidth: 0 },
}

type ConsoleLayoutProps = {
  /** A `ConsoleAppBar` with what stands in it. */
  appBar: ComponentType
  /** Shown over every page to those who may read sessions. */
  overPages: ReactNode
  children: ReactNode
}

export const ConsoleLayout = ({ appBar, overPages, children }: ConsoleLayoutProps) => {
  const pages = useOpenPages()
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'list' })
  return (
    <Layout appBar={appBar} menu={ConsoleMenu} error={ErrorPage} sx={NEVER_TOO_WIDE}>
      <LanguageOfPage />
      <KeyboardLayer pages={pages} />
      {canAccess && <LiveRefresh />}
      {canAccess && overPages}
      {children}
    </Layout>
  )
}
