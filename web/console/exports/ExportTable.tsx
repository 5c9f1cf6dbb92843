import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useCanAccess, useListContext, useRefresh } from 'react-admin'
import type { ExportRecord } from '../../../server/contract/exports.ts'
import { EXPORT_FILE_URL } from '../api/http.ts'
import { useFormatLocale } from '../i18n/useFormatLocale.ts'
import { useText } from '../i18n/useText.ts'
import { RunTable } from '../runs/RunTable.tsx'
import { Time } from '../time/Time.tsx'

/** The page of exports that the list shows. */
export const ExportTable = () => {
  const text = useText()
  const refresh = useRefresh()
  const { data } = useListContext<ExportRecord>()
  if (data === undefined) return null
  if (data.length === 0) {
    return (
      <Typography sx={{ color: 'text.secondary', py: 8, textAlign: 'center' }}>
        {text('exports.empty')}
      </Typography>
    )
  }
  return (
    <RunTable
      kind="export"
      label={text('exports.title')}
      runs={data}
      request={{ heading: text('exports.column.what'), of: (run) => <WhatIsExported run={run} /> }}
      resultOf={(run) => <ExportedFile run={run} />}
      onCancelled={refresh}
    />
  )
}

const WhatIsExported = ({ run: { kind, from, to } }: { run: ExportRecord }) => {
  const text = useText()
  if (from === null || to === null) return text(`exports.kind.${kind}`)
  return (
    <>
      {text(`exports.kind.${kind}`)}: <Time at={from} /> – <Time at={to} />
    </>
  )
}

const ExportedFile = ({ run }: { run: ExportRecord }) => {
  const text = useText()
  const number = new Intl.NumberFormat(useFormatLocale())
  const { canAccess: mayDownload } = useCanAccess({ resource: 'exports', action: 'download' })
  const { canAccess: seesAll } = useCanAccess({ resource: 'exports', action: 'listAll' })
  const rows = text('exports.rows', { rows: number.format(run.done), smart_count: run.done })
  // Who sees their own alone may fetch each of them.
  if (mayDownload !== true && seesAll !== false) return rows
  return (
    <>
      <Box sx={{ whiteSpace: 'nowrap' }}>{rows}</Box>
      <Button
        size="small"
        sx={{ ml: -0.5 }}
        startIcon={<DownloadIcon />}
        href={EXPORT_FILE_URL(run.id)}
        download
      >
        {text('exports.download')}
      </Button>
    </>
  )
}
