import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { z } from 'zod'
import { App } from './App.tsx'
import { createServices } from './account/createServices.ts'
import { takeFragment } from './takeFragment.ts'
import { MessagesProvider } from './text/MessagesProvider.tsx'
import './style/app.css'

// Compiled schemas need eval, which the content security policy forbids.
z.config({ jitless: true })

const root = document.getElementById('root')
if (root === null) throw new Error('the page has no root')

const services = await createServices('/device-api/v1')
const opening = takeFragment(location, history)
createRoot(root).render(
  <StrictMode>
    <MessagesProvider storage={services.storage}>
      <App services={services} opening={opening} />
    </MessagesProvider>
  </StrictMode>,
)

if (import.meta.env.PROD && 'serviceWorker' in navigator) {
  navigator.serviceWorker.register('/app/serviceWorker.js', { scope: '/app/' }).catch(() => {
    // Without it the app works, but does not open offline.
  })
}
