import { withTuningTexts } from '../i18n/i18nProvider.ts'
import { lazily } from '../loading/lazily.ts'

const RuleList = lazily(async () => ({
  default: (await withTuningTexts(import('./list/RuleList.tsx'))).RuleList,
}))
const RulePage = lazily(async () => ({
  default: (await withTuningTexts(import('./page/RulePage.tsx'))).RulePage,
}))
const RuleCreate = lazily(async () => ({
  default: (await withTuningTexts(import('./edit/RuleCreate.tsx'))).RuleCreate,
}))
const RuleEdit = lazily(async () => ({
  default: (await withTuningTexts(import('./edit/RuleEdit.tsx'))).RuleEdit,
}))

export const rulePages = { list: RuleList, show: RulePage, create: RuleCreate, edit: RuleEdit }
