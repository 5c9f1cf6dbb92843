import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useRef, useState } from 'react'
import { Title, useLogoutIfAccessDenied } from 'react-admin'
import { useNavigate } from 'react-router-dom'
import { refusalOf } from '../api/http.ts'
import { readPersonSearch, searchPerson } from '../api/personsApi.ts'
import { useText } from '../i18n/useText.ts'
import { announcer } from '../keyboard/announcer.ts'
import { useCommands } from '../keyboard/useCommands.ts'
import { CODE_COUNTRIES, type CodeCountry, semanticsIdentifierOf } from './personCode.ts'

/** A person is found by code. The code travels in a body: no address, log or browser history has it. */
export const PersonSearch = () => {
  const text = useText()
  const navigate = useNavigate()
  const logOutIfDenied = useLogoutIfAccessDenied()
  const field = useRef<HTMLInputElement>(null)
  const [country, setCountry] = useState<CodeCountry>('EE')
  const [typed, setTyped] = useState('')
  const [problem, setProblem] = useState<string | null>(null)
  const [isNobody, setIsNobody] = useState(false)
  const [isBusy, setIsBusy] = useState(false)
  useCommands({ search: () => field.current?.focus() })

  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setIsNobody(false)
    const semanticsIdentifier = semanticsIdentifierOf(typed, country)
    if (semanticsIdentifier === null) {
      setProblem(text('persons.search.wrong'))
      field.current?.focus()
      return
    }
    setIsBusy(true)
    try {
      const search = await searchPerson(semanticsIdentifier)
      const [person] = await readPersonSearch(search, new AbortController().signal)
      if (person === undefined) {
        setIsNobody(true)
        announcer.announce(text('persons.search.nobody'))
      } else navigate(`/persons/${person.id}/show`)
    } catch (error) {
      await logOutIfDenied(error)
      setProblem(refusalOf(error).message)
    }
    setIsBusy(false)
  }

  return (
    <Box sx={{ mt: 2, display: 'grid', justifyItems: 'center' }}>
      <Title title={text('menu.persons')} />
      <Card sx={{ p: 3, width: 'min(100%, 640px)', mt: 4 }}>
        <Typography variant="h5" component="h1">
          {text('persons.search.title')}
        </Typography>
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: 0.5, mb: 2 }}>
          {text('persons.search.about')}
        </Typography>
        <form onSubmit={(event) => void submit(event)} noValidate>
          <Box sx={{ display: 'flex', gap: 1.5, alignItems: 'start', flexWrap: 'wrap' }}>
            <TextField
              select
              label={text('persons.search.country')}
              value={country}
              onChange={({ target }) =>
                setCountry(CODE_COUNTRIES.find((one) => one === target.value) ?? 'EE')
              }
              sx={{ width: 120, my: 0 }}
            >
              {CODE_COUNTRIES.map((one) => (
                <MenuItem key={one} value={one}>
                  {one}
                </MenuItem>
              ))}
            </TextField>
            <TextField
              inputRef={field}
              label={text('persons.search.code')}
              value={typed}
              onChange={({ target }) => {
                setTyped(target.value)
                setProblem(null)
              }}
              error={problem !== null}
              helperText={problem ?? text('persons.search.help')}
              autoFocus
              required
              sx={{ flex: 1, minWidth: 240, my: 0 }}
              slotProps={{ htmlInput: { autoComplete: 'off', 'aria-keyshortcuts': '/', maxLength: 40 } }}
            />
            <Button type="submit" variant="contained" disabled={isBusy} sx={{ height: 40 }}>
              {text('queue.search')}
            </Button>
          </Box>
        </form>
        {isNobody && (
          <Alert severity="info" sx={{ mt: 2 }}>
            {text('persons.search.nobody')}
          </Alert>
        )}
      </Card>
    </Box>
  )
}
