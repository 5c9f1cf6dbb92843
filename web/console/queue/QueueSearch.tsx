import SearchIcon from '@mui/icons-material/Search'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { type FormEvent, useRef, useState } from 'react'
import { useNavigate } from 'react-router-dom'
import { useText } from '../i18n/useText.ts'
import { useCommands } from '../keyboard/useCommands.ts'

const SESSION_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** Opens the session whose id was given. */
export const QueueSearch = () => {
  const text = useText()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useCommands({ search: () => field.current?.focus() })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const id = (field.current?.value ?? '').trim()
    if (!SESSION_ID.test(id)) {
      setProblem(text('queue.search.notAnId'))
      return
    }
    setProblem(null)
    navigate(`/sessions/${id.toLowerCase()}/show`)
  }

  return (
    <search>
      <form onSubmit={submit}>
        <TextField
          inputRef={field}
          label={text('queue.search')}
          error={problem !== null}
          helperText={problem}
          onChange={() => setProblem(null)}
          sx={{ width: { xs: 220, lg: 320 }, my: 0 }}
          slotProps={{
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
            },
            htmlInput: { 'aria-keyshortcuts': '/' },
          }}
        />
      </form>
    </search>
  )
}
