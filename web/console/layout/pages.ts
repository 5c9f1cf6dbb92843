/** The console's pages in the menu's order. */
import CampaignIcon from '@mui/icons-material/CampaignOutlined'
import QueueIcon from '@mui/icons-material/FactCheckOutlined'
import ExportIcon from '@mui/icons-material/FileDownloadOutlined'
import CaseIcon from '@mui/icons-material/FolderOpenOutlined'
import TeamIcon from '@mui/icons-material/GroupsOutlined'
import ReplayIcon from '@mui/icons-material/HistoryOutlined'
import RevealIcon from '@mui/icons-material/HowToRegOutlined'
import PersonIcon from '@mui/icons-material/PersonSearchOutlined'
import ListIcon from '@mui/icons-material/PlaylistAddCheckOutlined'
import RuleIcon from '@mui/icons-material/RuleOutlined'
import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined'
import ModelIcon from '@mui/icons-material/TimelineOutlined'
import type { ComponentType } from 'react'
import type { KeyedPage } from '../keyboard/KeyedPage.ts'

export type ConsolePage = KeyedPage & {
  /** The resource whose list it is; null: the page at the root. */
  resource: string | null
  Icon: ComponentType
}

export const PAGES: readonly ConsolePage[] = [
  { resource: null, path: '/', key: 'd', text: 'menu.dashboard', Icon: DashboardIcon },
  { resource: 'sessions', path: '/sessions', key: 'q', text: 'menu.sessions', Icon: QueueIcon },
  { resource: 'cases', path: '/cases', key: 'c', text: 'menu.cases', Icon: CaseIcon },
  { resource: 'campaigns', path: '/campaigns', key: 'v', text: 'menu.campaigns', Icon: CampaignIcon },
  { resource: 'persons', path: '/persons', key: 'p', text: 'menu.persons', Icon: PersonIcon },
  { resource: 'reveals', path: '/reveals', key: 'i', text: 'menu.reveals', Icon: RevealIcon },
  { resource: 'rules', path: '/rules', key: 'r', text: 'menu.rules', Icon: RuleIcon },
  { resource: 'lists', path: '/lists', key: 'l', text: 'menu.lists', Icon: ListIcon },
  { resource: 'replays', path: '/replays', key: 'y', text: 'menu.replays', Icon: ReplayIcon },
  { resource: 'models', path: '/models', key: 'm', text: 'menu.models', Icon: ModelIcon },
  { resource: 'team', path: '/team', key: 't', text: 'menu.team', Icon: TeamIcon },
  { resource: 'exports', path: '/exports', key: 'x', text: 'menu.exports', Icon: ExportIcon },
]
