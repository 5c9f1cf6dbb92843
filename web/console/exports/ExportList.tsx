import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import LinearProgress from '@mui/material/LinearProgress'
import Typography from '@mui/material/Typography'
import { CreateButton, DataTable, List, TopToolbar, useCanAccess } from 'react-admin'
import type { ExportRecord } from '../../../server/contract/exports.ts'
import { EXPORT_FILE_URL } from '../api/http.ts'
import { useText } from '../i18n/useText.ts'
import { Time } from '../time/Time.tsx'

/** How often an export that is still being written is looked at. */
const PROGRESS_MS = 1_000
const NUMBER = new Intl.NumberFormat()

function isUnfinished(data: unknown): boolean {
  return JSON.stringify(data ?? '').match(/"state":"(queued|running)"/) !== null
}

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
      queryOptions={{ refetchInterval: (query) => (isUnfinished(query.state.data) ? PROGRESS_MS : false) }}
    >
      <DataTable<ExportRecord>
        bulkActionButtons={false}
        rowClick={false}
        empty={
          <Typography sx={{ color: 'text.secondary', py: 8, textAlign: 'center' }}>
            {text('exports.empty')}
          </Typography>
        }
      >
        <DataTable.Col
          label={text('exports.column.period')}
          render={({ kind, from, to }: ExportRecord) =>
            from === null || to === null ? (
              text(`exports.kind.${kind}`)
            ) : (
              <>
                <Time at={from} /> – <Time at={to} />
              </>
            )
          }
        />
        <DataTable.Col
          label={text('exports.column.state')}
          render={(record: ExportRecord) => <ExportProgress record={record} />}
        />
        <DataTable.Col
          label={text('exports.column.rows')}
          render={({ rowsDone }: ExportRecord) => NUMBER.format(rowsDone)}
        />
        <DataTable.Col
          label={text('exports.column.by')}
          render={({ requestedBy }: ExportRecord) => requestedBy}
        />
        <DataTable.Col
          label={text('exports.column.created')}
          render={({ createdAt }: ExportRecord) => <Time at={createdAt} />}
        />
        <DataTable.Col label="" render={(record: ExportRecord) => <DownloadButton record={record} />} />
      </DataTable>
    </List>
  )
}

const ExportProgress = ({ record }: { record: ExportRecord }) => {
  const text = useText()
  const { state, rowsDone, rowsTotal } = record
  const share = rowsTotal === null || rowsTotal === 0 ? null : Math.min(100, (100 * rowsDone) / rowsTotal)
  return (
    <Box sx={{ minWidth: 140 }}>
      <Typography variant="body2" sx={{ color: state === 'failed' ? 'error.main' : 'inherit' }}>
        {text(`exports.state.${state}`)}
      </Typography>
      {(state === 'queued' || state === 'running') && (
        <LinearProgress
          aria-label={text(`exports.state.${state}`)}
          {...(share === null ? {} : { variant: 'determinate', value: share })}
        />
      )}
    </Box>
  )
}

const DownloadButton = ({ record }: { record: ExportRecord }) => {
  const text = useText()
  const { canAccess: mayDownload } = useCanAccess({ resource: 'exports', action: 'download' })
  const { canAccess: seesAll } = useCanAccess({ resource: 'exports', action: 'listAll' })
  // Who sees their own alone may fetch each of them.
  const isOffered = mayDownload === true || seesAll === false
  if (!isOffered || record.state !== 'done') return null
  return (
    <Button size="small" startIcon={<DownloadIcon />} href={EXPORT_FILE_URL(record.id)} download>
      {text('exports.download')}
    </Button>
  )
}
