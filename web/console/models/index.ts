import { lazy } from 'react'
import { withTuningTexts } from '../i18n/i18nProvider.ts'

const ModelList = lazy(async () => ({
  default: (await withTuningTexts(import('./ModelList.tsx'))).ModelList,
}))
const ModelPage = lazy(async () => ({
  default: (await withTuningTexts(import('./ModelPage.tsx'))).ModelPage,
}))

export const modelPages = { list: ModelList, show: ModelPage }
