import { lazy } from 'react'

const RuleList = lazy(async () => ({ default: (await import('./RuleList.tsx')).RuleList }))
const RulePage = lazy(async () => ({ default: (await import('./RulePage.tsx')).RulePage }))
const RuleCreate = lazy(async () => ({ default: (await import('./RuleCreate.tsx')).RuleCreate }))
const RuleEdit = lazy(async () => ({ default: (await import('./RuleEdit.tsx')).RuleEdit }))

export const rulePages = { list: RuleList, show: RulePage, create: RuleCreate, edit: RuleEdit }
