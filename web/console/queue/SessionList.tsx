import {
  AutocompleteInput,
  DateTimeInput,
  FilterButton,
  List,
  ReferenceInput,
  SelectArrayInput,
  SelectInput,
  TopToolbar,
} from 'react-admin'
import type { SessionItem } from '../../../server/contract/sessions.ts'
import { DECIDERS, OUTCOMES } from '../../../server/domain/sessions/decision.ts'
import { useText } from '../i18n/useText.ts'
import { QUEUE_TABS } from '../links/queueLink.ts'
import { PlaceSource } from '../places/PlaceSource.tsx'
import { FilterChips } from './FilterChips.tsx'
import { LostConnection } from './LostConnection.tsx'
import { QueueSearch } from './QueueSearch.tsx'
import { QueueTable } from './QueueTable.tsx'
import { QueueTabs } from './QueueTabs.tsx'
import { SavedFilters } from './SavedFilters.tsx'
import { SessionsCsv } from './SessionsCsv.tsx'

const ROWS_A_PAGE = 50

function useFilters() {
  const text = useText()
  return [
    <ReferenceInput key="relyingPartyId" source="relyingPartyId" reference="relyingParties">
      <AutocompleteInput
        label={text('queue.filter.relyingParty')}
        optionText="name"
        filterToQuery={() => ({})}
      />
    </ReferenceInput>,
    <SelectArrayInput
      key="outcomes"
      source="outcomes"
      label={text('queue.filter.outcome')}
      choices={OUTCOMES.map((id) => ({ id, name: text(`outcome.${id}`) }))}
    />,
    <SelectInput
      key="decidedBy"
      source="decidedBy"
      label={text('queue.filter.decidedBy')}
      choices={DECIDERS.map((id) => ({ id, name: text(`decidedBy.${id}`) }))}
    />,
    <DateTimeInput key="from" source="from" label={text('queue.filter.from')} />,
    <DateTimeInput key="to" source="to" label={text('queue.filter.to')} />,
  ]
}

/** Held ones first, the next to run out on top; then by risk. It takes news by itself (LiveRefresh). */
export const SessionList = () => {
  const text = useText()
  const filters = useFilters()
  return (
    <List<SessionItem>
      title={text('queue.title')}
      filters={filters}
      filterDefaultValues={QUEUE_TABS.flagged}
      perPage={ROWS_A_PAGE}
      sort={{ field: 'urgency', order: 'DESC' }}
      actions={
        <TopToolbar sx={{ alignItems: 'center', gap: 1, flexWrap: 'wrap' }}>
          <QueueSearch />
          <SavedFilters />
          <SessionsCsv />
          <FilterButton disableSaveQuery />
        </TopToolbar>
      }
      empty={false}
      storeKey={false}
    >
      <LostConnection />
      <QueueTabs />
      <FilterChips />
      <QueueTable />
      <PlaceSource />
    </List>
  )
}
