import DownloadIcon from '@mui/icons-material/FileDownloadOutlined'
import Button from '@mui/material/Button'
import CircularProgress from '@mui/material/CircularProgress'
import Link from '@mui/material/Link'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useNotify } from 'react-admin'
import { Link as RouterLink } from 'react-router-dom'
import type { ExportRecord } from '../../../server/contract/exports.ts'
import { isOpenRun } from '../../../server/domain/runs/run.ts'
import { type ListOrder, orderExport, readExport } from '../api/exportsApi.ts'
import { EXPORT_FILE_URL } from '../api/http.ts'
import { untilEnded } from '../api/runsApi.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { shareOf } from '../runs/RunProgress.tsx'

/** The list as it is filtered now, as a file. Another filter is another file. */
export const CsvButton = ({ order }: { order: ListOrder }) => (
  <OneCsvButton key={JSON.stringify(order)} order={order} />
)

const OneCsvButton = ({ order }: { order: ListOrder }) => {
  const text = useText()
  const notify = useNotify()
  const [isPending, setIsPending] = useState(false)
  const [ordered, setOrdered] = useState<ExportRecord | null>(null)
  const record = useProgress(ordered)

  const begin = async () => {
    setIsPending(true)
    try {
      setOrdered(await orderExport(order))
      announcer.announce(text('exports.created'))
    } catch (error) {
      notify(error instanceof Error ? error.message : String(error), { type: 'error' })
      setIsPending(false)
    }
  }

  if (record?.state === 'done') {
    return (
      <Button href={EXPORT_FILE_URL(record.id)} download startIcon={<DownloadIcon />}>
        {text('csv.download')}
      </Button>
    )
  }
  if (record !== null && isOpenRun(record)) return <Progress record={record} />
  return (
    <Button
      startIcon={<DownloadIcon />}
      disabled={isPending && record === null}
      onClick={() => void begin()}
      title={text('csv.about')}
    >
      {text(record?.state === 'failed' ? 'csv.failed' : 'csv.order')}
    </Button>
  )
}

/** What was ordered, as it is now; how it ended is announced once. */
function useProgress(ordered: ExportRecord | null): ExportRecord | null {
  const text = useText()
  const { data } = useQuery({
    queryKey: ['csv', ordered?.id],
    queryFn: ({ signal }) => readExport(ordered?.id ?? '', signal),
    enabled: ordered !== null,
    refetchInterval: ({ state }) => untilEnded([state.data ?? { state: 'queued' }]),
  })
  const state = data?.state
  useEffect(() => {
    if (state !== undefined && !isOpenRun({ state })) announcer.announce(text(`run.state.${state}`))
  }, [state, text])
  return data ?? ordered
}

const Progress = ({ record }: { record: ExportRecord }) => {
  const text = useText()
  const share = shareOf(record)
  return (
    <Link component={RouterLink} to="/exports" sx={{ display: 'inline-flex', gap: 1, alignItems: 'center' }}>
      <CircularProgress
        size={16}
        aria-label={text('csv.order')}
        {...(share === null ? {} : { variant: 'determinate', value: share })}
      />
      {text(`run.state.${record.state}`)} {share === null ? '' : `${share} %`}
    </Link>
  )
}
