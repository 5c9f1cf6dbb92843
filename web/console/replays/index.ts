import { withTuningTexts } from '../i18n/i18nProvider.ts'
import { lazily } from '../loading/lazily.ts'

const ReplayList = lazily(async () => ({
  default: (await withTuningTexts(import('./ReplayList.tsx'))).ReplayList,
}))
const ReplayPage = lazily(async () => ({
  default: (await withTuningTexts(import('./ReplayPage.tsx'))).ReplayPage,
}))

export const replayPages = { list: ReplayList, show: ReplayPage }
