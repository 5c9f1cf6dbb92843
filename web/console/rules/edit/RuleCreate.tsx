import { RuleEditor } from './RuleEditor.tsx'
import { EMPTY_RULE } from './ruleForm.ts'

export const RuleCreate = () => <RuleEditor start={EMPTY_RULE} basedOn={null} />
