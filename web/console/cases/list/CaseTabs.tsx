import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import { useGetIdentity, useListContext } from 'react-admin'
import { useText } from '../../i18n/useText.ts'
import { CASE_TABS, type CaseTab, tabFilter, tabOfFilter, tabSort } from './caseTabs.ts'

export const CaseTabs = () => {
  const text = useText()
  const { identity } = useGetIdentity()
  const { filterValues, setFilters, displayedFilters, setSort } = useListContext()
  const me = String(identity?.id ?? '')

  const choose = (tab: CaseTab) => {
    const { states: _states, assigneeId: _assigneeId, ...others } = filterValues
    const { assigneeId: _hidden, ...displayed } = displayedFilters
    setFilters({ ...others, ...tabFilter(tab, me) }, displayed)
    setSort(tabSort(tab))
  }

  return (
    <Box sx={{ borderBottom: 1, borderColor: 'divider', px: 1 }}>
      <Tabs
        value={tabOfFilter(filterValues, me) ?? false}
        onChange={(_event, tab: CaseTab) => choose(tab)}
        variant="scrollable"
      >
        {CASE_TABS.map((tab) => (
          <Tab key={tab} value={tab} label={text(`cases.tab.${tab}`)} />
        ))}
      </Tabs>
    </Box>
  )
}
