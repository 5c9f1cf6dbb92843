import { lazy } from 'react'
import { withTuningTexts } from '../i18n/i18nProvider.ts'

const RuleList = lazy(async () => ({ default: (await withTuningTexts(import('./RuleList.tsx'))).RuleList }))
const RulePage = lazy(async () => ({ default: (await withTuningTexts(import('./RulePage.tsx'))).RulePage }))
const RuleCreate = lazy(async () => ({
  default: (await withTuningTexts(import('./RuleCreate.tsx'))).RuleCreate,
}))
const RuleEdit = lazy(async () => ({ default: (await withTuningTexts(import('./RuleEdit.tsx'))).RuleEdit }))

export const rulePages = { list: RuleList, show: RulePage, create: RuleCreate, edit: RuleEdit }
