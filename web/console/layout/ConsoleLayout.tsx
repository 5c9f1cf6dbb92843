import QueueIcon from '@mui/icons-material/FactCheckOutlined'
import ExportIcon from '@mui/icons-material/FileDownloadOutlined'
import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined'
import type { ReactNode } from 'react'
import { AppBar, Layout, Menu, TitlePortal, useCanAccess } from 'react-admin'
import { LiveRefresh } from '../api/LiveRefresh.tsx'
import { useText } from '../i18n/useText.ts'
import { ConnectionState } from './ConnectionState.tsx'

const ConsoleMenu = () => {
  const text = useText()
  const sessions = useCanAccess({ resource: 'sessions', action: 'list' })
  const exports = useCanAccess({ resource: 'exports', action: 'list' })
  return (
    <Menu>
      <Menu.Item to="/" primaryText={text('menu.dashboard')} leftIcon={<DashboardIcon />} />
      {sessions.canAccess && (
        <Menu.Item to="/sessions" primaryText={text('menu.sessions')} leftIcon={<QueueIcon />} />
      )}
      {exports.canAccess && (
        <Menu.Item to="/exports" primaryText={text('menu.exports')} leftIcon={<ExportIcon />} />
      )}
    </Menu>
  )
}

const ConsoleAppBar = () => (
  <AppBar>
    <TitlePortal variant="h6" />
    <ConnectionState />
  </AppBar>
)

export const ConsoleLayout = ({ children }: { children: ReactNode }) => {
  const { canAccess } = useCanAccess({ resource: 'sessions', action: 'list' })
  return (
    <Layout appBar={ConsoleAppBar} menu={ConsoleMenu}>
      {canAccess && <LiveRefresh />}
      {children}
    </Layout>
  )
}
