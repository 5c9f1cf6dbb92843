import type { ReactNode } from 'react'
import { Admin, Resource } from 'react-admin'
import { authProvider } from './api/authProvider.ts'
import { dataProvider } from './api/dataProvider.ts'
import { campaignPages } from './campaigns/index.ts'
import { casePages } from './cases/index.ts'
import { Dashboard } from './dashboard/index.ts'
import { exportPages } from './exports/index.ts'
import { i18nProvider } from './i18n/i18nProvider.ts'
import { ConsoleAppBar, ConsoleLayout } from './layout/ConsoleLayout.tsx'
import { LoginPage } from './layout/LoginPage.tsx'
import { NotFoundPage } from './layout/NotFoundPage.tsx'
import { listPages } from './lists/index.ts'
import { modelPages } from './models/index.ts'
import { personPages, revealPages } from './persons/index.ts'
import { RevealBadge } from './persons/reveals/RevealBadge.tsx'
import { queuePages } from './queue/index.ts'
import { replayPages } from './replays/index.ts'
import { rulePages } from './rules/index.ts'
import { sessionPages } from './sessions/index.ts'
import { UndoBar } from './sessions/review/UndoBar.tsx'
import { teamPages } from './team/index.ts'
import { darkTheme, lightTheme } from './theme.ts'

const AppBar = () => (
  <ConsoleAppBar>
    <RevealBadge />
  </ConsoleAppBar>
)

const AppLayout = ({ children }: { children: ReactNode }) => (
  <ConsoleLayout appBar={AppBar} overPages={<UndoBar />}>
    {children}
  </ConsoleLayout>
)

export const App = () => (
  <Admin
    title="Countersign"
    dataProvider={dataProvider}
    authProvider={authProvider}
    i18nProvider={i18nProvider}
    layout={AppLayout}
    loginPage={LoginPage}
    catchAll={NotFoundPage}
    dashboard={Dashboard}
    theme={lightTheme}
    darkTheme={darkTheme}
    requireAuth
    disableTelemetry
  >
    <Resource name="sessions" {...queuePages} {...sessionPages} />
    <Resource name="rules" {...rulePages} />
    <Resource name="lists" {...listPages} />
    <Resource name="cases" {...casePages} />
    <Resource name="campaigns" {...campaignPages} />
    <Resource name="persons" {...personPages} />
    <Resource name="reveals" {...revealPages} />
    <Resource name="replays" {...replayPages} />
    <Resource name="models" {...modelPages} />
    <Resource name="team" {...teamPages} />
    <Resource name="exports" {...exportPages} />
  </Admin>
)
