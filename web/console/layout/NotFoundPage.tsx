import Button from '@mui/material/Button'
import { Title } from 'react-admin'
import { Link } from 'react-router-dom'
import { useText } from '../i18n/useText.ts'
import { Sentence } from './Sentence.tsx'

export const NotFoundPage = () => {
  const text = useText()
  return (
    <Sentence role="status" title={text('page.notFound')} words={text('page.notFoundHelp')}>
      <Title title={text('page.notFound')} />
      <Button component={Link} to="/" variant="contained">
        {text('page.toOverview')}
      </Button>
    </Sentence>
  )
}
