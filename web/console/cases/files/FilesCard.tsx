import UploadIcon from '@mui/icons-material/UploadFileOutlined'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Link from '@mui/material/Link'
import Typography from '@mui/material/Typography'
import { type ChangeEvent, useRef, useState } from 'react'
import type { CasePage } from '../../../../server/contract/cases.ts'
import { addCaseFile } from '../../api/caseWorkApi.ts'
import { CASE_FILE_URL } from '../../api/http.ts'
import { Section } from '../../cards/Section.tsx'
import { useFormatLocale } from '../../i18n/useFormatLocale.ts'
import { useText } from '../../i18n/useText.ts'
import { Time } from '../../time/Time.tsx'
import { useCaseForm } from '../data/useCaseForm.ts'
import { FILE_BYTES_MOST, fileSize } from './fileSize.ts'

export const FilesCard = ({ item, mayChange }: { item: CasePage; mayChange: boolean }) => {
  const text = useText()
  const locale = useFormatLocale()
  return (
    <Section title={text('cases.files')}>
      {item.files.length === 0 && (
        <Typography variant="body2" sx={{ color: 'text.secondary' }}>
          {text('cases.files.none')}
        </Typography>
      )}
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1 }}>
        {item.files.map((file) => (
          <li key={file.id}>
            <Link href={CASE_FILE_URL(item.id, file.id)} download sx={{ overflowWrap: 'anywhere' }}>
              {file.name}
            </Link>
            <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>
              {fileSize(file.size, locale)}, {file.addedBy.name}, <Time at={file.addedAt} />
            </Typography>
          </li>
        ))}
      </Box>
      {mayChange && <Upload caseId={item.id} />}
    </Section>
  )
}

const Upload = ({ caseId }: { caseId: string }) => {
  const text = useText()
  const field = useRef<HTMLInputElement>(null)
  const [tooLarge, setTooLarge] = useState(false)
  const { isBusy, problem, send } = useCaseForm(() => undefined)

  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (file === undefined) return
    const isTooLarge = file.size > FILE_BYTES_MOST
    setTooLarge(isTooLarge)
    if (!isTooLarge) void send(() => addCaseFile(caseId, file), text('cases.files.done', { name: file.name }))
  }
  const words = tooLarge ? text('cases.files.tooLarge') : problem

  return (
    <Box sx={{ mt: 1.5 }}>
      <input ref={field} type="file" hidden aria-label={text('cases.files.add')} onChange={choose} />
      <Button
        size="small"
        variant="outlined"
        startIcon={<UploadIcon />}
        disabled={isBusy}
        onClick={() => field.current?.click()}
      >
        {text('cases.files.add')}
      </Button>
      <Typography
        variant="caption"
        component="div"
        role={words === null ? undefined : 'alert'}
        sx={{ color: words === null ? 'text.secondary' : 'error.main', mt: 0.5 }}
      >
        {words ?? text('cases.files.help')}
      </Typography>
    </Box>
  )
}
