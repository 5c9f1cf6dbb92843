import MenuItem from '@mui/material/MenuItem'
import MenuList from '@mui/material/MenuList'
import Paper from '@mui/material/Paper'
import Popper from '@mui/material/Popper'
import TextField from '@mui/material/TextField'
import { type KeyboardEvent, type Ref, useId, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useText } from '../../i18n/useText.ts'
import { useAssignees } from '../data/useAssignees.ts'
import { mentionBefore, peopleLike, withMention } from './mentions.ts'

type MentionFieldProps = {
  value: string
  onChange: (value: string) => void
  label: string
  problem: string | null
  autoFocus?: boolean
  inputRef?: Ref<HTMLTextAreaElement>
}

const NAMED_MOST = 6

/** A text in which "@" suggests people: arrows choose, Enter or Tab takes, Escape leaves it. */
export const MentionField = ({
  value,
  onChange,
  label,
  problem,
  autoFocus = false,
  inputRef,
}: MentionFieldProps) => {
  const text = useText()
  const listId = useId()
  const people = useAssignees()
  const field = useRef<HTMLDivElement>(null)
  const [caret, setCaret] = useState(0)
  const [chosen, setChosen] = useState(0)
  const [isLeft, setIsLeft] = useState(false)
  const mention = isLeft ? null : mentionBefore(value, caret)
  const found = mention === null ? [] : peopleLike(people, mention.typed).slice(0, NAMED_MOST)
  const isOpen = found.length > 0

  const take = (index: number) => {
    const person = found[index]
    const area = field.current?.querySelector('textarea')
    if (person === undefined || mention === null || area == null) return
    const next = withMention(value, caret, { start: mention.start, name: person.name })
    // The text must stand before the caret can, and the caret before the next key: who types on is not waited for.
    flushSync(() => {
      onChange(next.text)
      setCaret(next.caret)
    })
    area.focus()
    area.setSelectionRange(next.caret, next.caret)
  }

  const onKeyDown = (event: KeyboardEvent) => {
    if (!isOpen || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown') setChosen((chosen + 1) % found.length)
    else if (event.key === 'ArrowUp') setChosen((chosen + found.length - 1) % found.length)
    else if (event.key === 'Enter' || event.key === 'Tab') take(chosen)
    else if (event.key === 'Escape') setIsLeft(true)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <TextField
        ref={field}
        inputRef={inputRef}
        label={label}
        value={value}
        onChange={(event) => {
          onChange(event.target.value)
          setCaret(event.target.selectionStart ?? event.target.value.length)
          setChosen(0)
          setIsLeft(false)
        }}
        onKeyDown={onKeyDown}
        onBlur={() => setIsLeft(true)}
        autoFocus={autoFocus}
        fullWidth
        multiline
        minRows={2}
        maxRows={12}
        error={problem !== null}
        helperText={problem ?? text('cases.note.help')}
        slotProps={{
          htmlInput: {
            maxLength: 10_000,
            'aria-keyshortcuts': 'N',
            'aria-autocomplete': 'list',
            ...(isOpen && { 'aria-controls': listId, 'aria-activedescendant': `${listId}-${chosen}` }),
          },
        }}
      />
      <Popper open={isOpen} anchorEl={field.current} placement="bottom-start" sx={{ zIndex: 'tooltip' }}>
        <Paper elevation={4}>
          <MenuList id={listId} role="listbox" aria-label={text('cases.note.people')} dense>
            {found.map(({ id, name }, index) => (
              <MenuItem
                key={id}
                id={`${listId}-${index}`}
                role="option"
                aria-selected={index === chosen}
                selected={index === chosen}
                tabIndex={-1}
                // The field keeps the focus.
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => take(index)}
              >
                {name}
              </MenuItem>
            ))}
          </MenuList>
        </Paper>
      </Popper>
    </>
  )
}
