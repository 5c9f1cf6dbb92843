import { lazy } from 'react'
import { withTuningTexts } from '../i18n/i18nProvider.ts'

const ReplayList = lazy(async () => ({
  default: (await withTuningTexts(import('./ReplayList.tsx'))).ReplayList,
}))
const ReplayPage = lazy(async () => ({
  default: (await withTuningTexts(import('./ReplayPage.tsx'))).ReplayPage,
}))

export const replayPages = { list: ReplayList, show: ReplayPage }
