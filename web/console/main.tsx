import { createRoot } from 'react-dom/client'
import { App } from './App.tsx'
import { i18nProvider } from './i18n/i18nProvider.ts'
import { localeOf } from './i18n/locale.ts'

const root = document.getElementById('root')
if (root === null) throw new Error('index.html has no element with the id root')
// What the reader chose before wins later, when react-admin reads its store.
await i18nProvider.changeLocale(localeOf(navigator.languages)).catch(() => undefined)
createRoot(root).render(<App />)
