import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { type FormEvent, useState } from 'react'
import type { CasePage } from '../../../../server/contract/cases.ts'
import { tagCase, untagCase } from '../../api/caseWorkApi.ts'
import { useText } from '../../i18n/useText.ts'
import { useCaseChange } from '../data/useCaseChange.ts'

/** As the server reads a tag. */
const TAG = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,39}$/u

export const TagsLine = ({ item, mayChange }: { item: CasePage; mayChange: boolean }) => {
  const text = useText()
  const { changeAtOnce } = useCaseChange()
  const [typed, setTyped] = useState('')
  const [isWrong, setIsWrong] = useState(false)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const tag = typed.trim().replace(/^#/, '')
    setIsWrong(!TAG.test(tag))
    if (!TAG.test(tag)) return
    setTyped('')
    void changeAtOnce(() => tagCase(item.id, tag), text('cases.tag.done', { tag }))
  }

  return (
    <Box sx={{ display: 'flex', gap: 1, flexWrap: 'wrap', alignItems: 'center' }}>
      {item.tags.map((tag) => (
        <Chip
          key={tag}
          size="small"
          variant="outlined"
          label={`#${tag}`}
          {...(mayChange && {
            onDelete: () =>
              void changeAtOnce(() => untagCase(item.id, tag), text('cases.tag.removed', { tag })),
          })}
        />
      ))}
      {mayChange && (
        <form onSubmit={submit}>
          <TextField
            label={text('cases.tag.add')}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value)
              setIsWrong(false)
            }}
            error={isWrong}
            helperText={isWrong ? text('cases.tag.wrong') : null}
            sx={{ width: 150, my: 0 }}
            slotProps={{ htmlInput: { maxLength: 41, autoComplete: 'off' } }}
          />
        </form>
      )}
    </Box>
  )
}
