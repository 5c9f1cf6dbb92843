import SearchIcon from '@mui/icons-material/Search'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { type FormEvent, useRef, useState } from 'react'
import { useCanAccess } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { search } from '../api/queueApi.ts'
import { useText } from '../i18n/useText.ts'
import { useCommands } from '../keyboard/useCommands.ts'
import { queueLink } from '../links/queueLink.ts'

/** Finds by session id, address, person's code, relying party or words. What is typed never stands in the address bar. */
export const QueueSearch = () => {
  const text = useText()
  const navigate = useNavigate()
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  const { canAccess = false } = useCanAccess({ resource: 'sessions', action: 'search' })
  useCommands(canAccess ? { search: () => field.current?.focus() } : {})
  if (!canAccess) return null

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = (field.current?.value ?? '').trim()
    try {
      const { id, kind } = await search(typed)
      setProblem(null)
      if (field.current !== null) field.current.value = ''
      navigate(
        kind === 'session'
          ? `/sessions/${typed.toLowerCase()}/show`
          : queueLink({ tab: 'all', filter: { search: id } }),
      )
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error))
    }
  }

  return (
    <search>
      <form onSubmit={(event) => void submit(event)}>
        <TextField
          inputRef={field}
          label={text('queue.search')}
          placeholder={text('queue.search.what')}
          error={problem !== null}
          helperText={problem}
          onChange={() => setProblem(null)}
          sx={{ width: { xs: 240, lg: 400 }, my: 0 }}
          slotProps={{
            input: {
              startAdornment: (
                <InputAdornment position="start">
                  <SearchIcon fontSize="small" />
                </InputAdornment>
              ),
            },
            htmlInput: { 'aria-keyshortcuts': '/', autoComplete: 'off' },
          }}
        />
      </form>
    </search>
  )
}
