import Badge from '@mui/material/Badge'
import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useListContext } from 'react-admin'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import { useText } from '../i18n/useText.ts'
import { QUEUE_TABS, type QueueTab, tabOf } from '../links/queueLink.ts'
import { useLive } from '../live/useLive.ts'

const TABS = ['held', 'flagged', 'all'] as const satisfies readonly QueueTab[]

export const QueueTabs = () => {
  const text = useText()
  const { counts } = useLive()
  const { filterValues, setFilters, displayedFilters } = useListContext<SessionItem>()

  const choose = (tab: QueueTab) => {
    const { flagged, states, ...others } = filterValues
    setFilters({ ...others, ...QUEUE_TABS[tab] }, displayedFilters)
  }

  return (
    <Box sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}>
      <Tabs value={tabOf(filterValues)} onChange={(_event, tab: QueueTab) => choose(tab)}>
        {TABS.map((tab) => (
          <Tab
            key={tab}
            value={tab}
            label={
              tab === 'held' ? (
                <Badge
                  color="info"
                  badgeContent={counts?.open.held ?? 0}
                  sx={{ '& .MuiBadge-badge': { right: -12 } }}
                >
                  {text('queue.tab.held')}
                </Badge>
              ) : (
                text(`queue.tab.${tab}`)
              )
            }
            sx={tab === 'held' ? { pr: 4 } : {}}
          />
        ))}
      </Tabs>
    </Box>
  )
}
