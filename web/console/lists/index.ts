import { withTuningTexts } from '../i18n/i18nProvider.ts'
import { lazily } from '../loading/lazily.ts'

const ListsPage = lazily(async () => ({
  default: (await withTuningTexts(import('./ListsPage.tsx'))).ListsPage,
}))

export const listPages = { list: ListsPage }
