import { lazy } from 'react'
import { withTuningTexts } from '../i18n/i18nProvider.ts'

const ListsPage = lazy(async () => ({
  default: (await withTuningTexts(import('./ListsPage.tsx'))).ListsPage,
}))

export const listPages = { list: ListsPage }
