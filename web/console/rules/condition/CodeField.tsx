import Box from '@mui/material/Box'
import { type ChangeEvent, type ReactNode, type UIEvent, useId, useRef } from 'react'

export type Place = { start: number; end: number }

type CodeFieldProps = {
  label: string
  value: string
  onChange: (value: string) => void
  /** Places in the text that something is wrong with. */
  wrong: readonly Place[]
  /** What is wrong, under the text. */
  children?: ReactNode
}

const TYPE = {
  fontFamily: 'ui-monospace, "DejaVu Sans Mono", "Liberation Mono", monospace',
  fontSize: 13,
  lineHeight: 1.6,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'break-word',
  p: 1.5,
  m: 0,
  border: 0,
} as const

/** A field for code. What is wrong is underlined by a copy of the text that lies behind the letters. */
export const CodeField = ({ label, value, onChange, wrong, children }: CodeFieldProps) => {
  const id = useId()
  const behind = useRef<HTMLDivElement>(null)
  const scrollAlong = ({ currentTarget }: UIEvent<HTMLTextAreaElement>) => {
    if (behind.current !== null) behind.current.scrollTop = currentTarget.scrollTop
  }
  return (
    <Box>
      <Box component="label" htmlFor={id} sx={{ typography: 'caption', color: 'text.secondary' }}>
        {label}
      </Box>
      <Box
        sx={{
          position: 'relative',
          border: 1,
          borderRadius: 1,
          borderColor: wrong.length > 0 ? 'error.main' : 'divider',
          '&:focus-within': { outline: 2, outlineStyle: 'solid', outlineColor: 'primary.main' },
        }}
      >
        <Box
          ref={behind}
          aria-hidden
          sx={{ ...TYPE, position: 'absolute', inset: 0, overflow: 'hidden', color: 'transparent' }}
        >
          {marked(value, wrong).map(({ at, words, isWrong }) =>
            isWrong ? (
              <Box
                key={at}
                component="mark"
                data-wrong
                sx={{
                  color: 'transparent',
                  bgcolor: 'transparent',
                  textDecoration: 'underline wavy',
                  textDecorationColor: 'error.main',
                  textDecorationSkipInk: 'none',
                }}
              >
                {words}
              </Box>
            ) : (
              <span key={at}>{words}</span>
            ),
          )}
        </Box>
        <Box
          component="textarea"
          id={id}
          value={value}
          onChange={(event: ChangeEvent<HTMLTextAreaElement>) => onChange(event.target.value)}
          onScroll={scrollAlong}
          spellCheck={false}
          autoComplete="off"
          aria-invalid={wrong.length > 0}
          aria-describedby={`${id}-help`}
          rows={4}
          sx={{
            ...TYPE,
            position: 'relative',
            display: 'block',
            width: '100%',
            bgcolor: 'transparent',
            color: 'text.primary',
            resize: 'vertical',
            outline: 'none',
            boxSizing: 'border-box',
          }}
        />
      </Box>
      <Box id={`${id}-help`}>{children}</Box>
    </Box>
  )
}

/** The text in parts. A mistake at its very end is shown on the last letter: behind it there is nothing to underline. */
function marked(text: string, wrong: readonly Place[]): { at: number; words: string; isWrong: boolean }[] {
  const parts: { at: number; words: string; isWrong: boolean }[] = []
  let at = 0
  for (const place of wrong.toSorted((a, b) => a.start - b.start)) {
    const start = Math.max(at, Math.min(place.start, text.length - 1))
    const end = Math.min(text.length, Math.max(place.end, start + 1))
    if (end <= start) continue
    parts.push({ at, words: text.slice(at, start), isWrong: false })
    parts.push({ at: start, words: text.slice(start, end), isWrong: true })
    at = end
  }
  return [...parts, { at, words: `${text.slice(at)}\n`, isWrong: false }].filter(({ words }) => words !== '')
}
