import { withTuningTexts } from '../i18n/i18nProvider.ts'
import { lazily } from '../layout/lazily.ts'

const ListsPage = lazily(async () => ({
  default: (await withTuningTexts(import('./ListsPage.tsx'))).ListsPage,
}))

export const listPages = { list: ListsPage }
