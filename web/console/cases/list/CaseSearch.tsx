import SearchIcon from '@mui/icons-material/Search'
import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import InputAdornment from '@mui/material/InputAdornment'
import TextField from '@mui/material/TextField'
import { type FormEvent, useRef, useState, useSyncExternalStore } from 'react'
import { useListContext } from 'react-admin'
import { useText } from '../../i18n/useText.ts'
import { useCommands } from '../../keyboard/useCommands.ts'
import { caseWords } from './caseWords.ts'

const WORDS_LEAST = 2

/** By words of title and notes, or, with a # before it, by tag. What is typed never stands in the address bar. */
export const CaseSearch = () => {
  const text = useText()
  const { setPage } = useListContext()
  const words = useSyncExternalStore(caseWords.watch, caseWords.getState)
  const field = useRef<HTMLInputElement>(null)
  const [problem, setProblem] = useState<string | null>(null)
  useCommands({ search: () => field.current?.focus() })

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const typed = (field.current?.value ?? '').trim()
    if (typed !== '' && typed.length < WORDS_LEAST) {
      setProblem(text('cases.search.tooShort'))
      return
    }
    if (typed.startsWith('#')) caseWords.set({ ...words, tag: typed.slice(1).trim() })
    else if (typed !== '') caseWords.set({ ...words, text: typed })
    if (field.current !== null) field.current.value = ''
    setPage(1)
  }
  const drop = (name: 'text' | 'tag') => {
    const { [name]: _gone, ...others } = words
    caseWords.set(others)
    setPage(1)
  }

  return (
    <Box sx={{ display: 'flex', alignItems: 'center', gap: 1 }}>
      {words.text !== undefined && (
        <Chip size="small" color="primary" label={words.text} onDelete={() => drop('text')} />
      )}
      {words.tag !== undefined && (
        <Chip size="small" color="primary" label={`#${words.tag}`} onDelete={() => drop('tag')} />
      )}
      <search>
        <form onSubmit={submit}>
          <TextField
            inputRef={field}
            label={text('queue.search')}
            placeholder={text('cases.search.what')}
            error={problem !== null}
            helperText={problem}
            onChange={() => setProblem(null)}
            sx={{ width: { xs: 200, lg: 320 }, my: 0 }}
            slotProps={{
              input: {
                startAdornment: (
                  <InputAdornment position="start">
                    <SearchIcon fontSize="small" />
                  </InputAdornment>
                ),
              },
              htmlInput: { 'aria-keyshortcuts': '/', autoComplete: 'off', maxLength: 200 },
            }}
          />
        </form>
      </search>
    </Box>
  )
}
