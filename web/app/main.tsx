import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { createServices } from './account/createServices.ts'
import { App } from './App.tsx'
import { takeFragment } from './takeFragment.ts'
import { MessagesProvider } from './text/MessagesProvider.tsx'
import './style/app.css'

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
