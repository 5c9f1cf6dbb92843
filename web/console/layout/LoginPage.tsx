import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Card from '@mui/material/Card'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { type FormEvent, useState } from 'react'
import { LocalesMenuButton, useLogin } from 'react-admin'
import { LanguageOfPage } from '../i18n/LanguageOfPage.tsx'
import { useText } from '../i18n/useText.ts'

export const LoginPage = () => {
  const text = useText()
  const login = useLogin()
  const [problem, setProblem] = useState<string | null>(null)
  const [isBusy, setIsBusy] = useState(false)

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    setIsBusy(true)
    setProblem(null)
    try {
      await login({ username: form.get('username'), password: form.get('password') })
    } catch (error) {
      setProblem(error instanceof Error ? error.message : text('login.failed'))
      setIsBusy(false)
    }
  }

  return (
    <Box
      sx={{ minHeight: '100vh', display: 'grid', placeItems: 'center', bgcolor: 'background.default', p: 2 }}
    >
      <LanguageOfPage />
      <Box sx={{ position: 'fixed', top: 8, right: 8 }}>
        <LocalesMenuButton />
      </Box>
      <Card component="main" sx={{ width: 'min(100%, 380px)', p: 4 }}>
        <Box component="img" src="/console/icon.svg" alt="" sx={{ width: 44, height: 44, mb: 2 }} />
        <Typography variant="h5" component="h1">
          {text('login.title')}
        </Typography>
        <Typography sx={{ color: 'text.secondary', mb: 3 }}>{text('login.subtitle')}</Typography>
        <Box component="form" onSubmit={submit} sx={{ display: 'grid', gap: 2 }}>
          <TextField
            name="username"
            label={text('login.username')}
            autoComplete="username"
            autoFocus
            required
          />
          <TextField
            name="password"
            type="password"
            label={text('login.password')}
            autoComplete="current-password"
            required
          />
          {problem !== null && <Alert severity="error">{problem}</Alert>}
          <Button type="submit" variant="contained" size="large" disabled={isBusy}>
            {text('login.submit')}
          </Button>
        </Box>
      </Card>
    </Box>
  )
}
