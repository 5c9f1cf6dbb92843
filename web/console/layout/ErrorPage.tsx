import Button from '@mui/material/Button'
import type { ErrorProps } from 'react-admin'
import { useText } from '../i18n/useText.ts'
import { Sentence } from './Sentence.tsx'

/** A page that broke says so in words; the rest of the console still works. */
export const ErrorPage = ({ error }: ErrorProps) => {
  const text = useText()
  return (
    <Sentence role="alert" title={text('page.error')} words={text('page.errorHelp')}>
      <Button variant="contained" onClick={() => window.location.reload()}>
        {text('page.tryAgain')}
      </Button>
      {error instanceof Error && <small>{error.message}</small>}
    </Sentence>
  )
}
