import { withTuningTexts } from '../i18n/i18nProvider.ts'
import { lazily } from '../loading/lazily.ts'

const ModelList = lazily(async () => ({
  default: (await withTuningTexts(import('./ModelList.tsx'))).ModelList,
}))
const ModelPage = lazily(async () => ({
  default: (await withTuningTexts(import('./ModelPage.tsx'))).ModelPage,
}))

export const modelPages = { list: ModelList, show: ModelPage }
