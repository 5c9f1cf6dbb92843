import { CreateButton, List, TopToolbar, useCanAccess } from 'react-admin'
import type { ExportRecord } from '../../../server/contract/exports.ts'
import { untilEnded } from '../api/runsApi.ts'
import { useText } from '../i18n/useText.ts'
import { ExportTable } from './ExportTable.tsx'

export const ExportList = () => {
  const text = useText()
  const { canAccess } = useCanAccess({ resource: 'exports', action: 'create' })
  return (
    <List<ExportRecord>
      title={text('exports.title')}
      sort={{ field: 'id', order: 'DESC' }}
      perPage={25}
      actions={<TopToolbar>{canAccess && <CreateButton label={text('exports.new')} />}</TopToolbar>}
      empty={false}
      queryOptions={{ refetchInterval: (query) => untilEnded(query.state.data?.data) }}
    >
      <ExportTable />
    </List>
  )
}
