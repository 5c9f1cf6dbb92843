/** Cases about one attacker become one campaign. */

import type { CasePage } from '../../../../server/contract/cases.ts'
import { changeCase, mergeCases, readCase } from '../../api/caseWorkApi.ts'

/**
 * One after the other, each looked at anew; what is merged by then stays merged should a later one be refused.
 * @throws HttpError of the first that is refused.
 */
export async function mergeAll(into: string, others: readonly string[]): Promise<CasePage> {
  let survivor = await readCase(into)
  for (const id of others) survivor = await mergeCases(survivor, await readCase(id))
  return survivor.kind === 'campaign' ? survivor : await changeCase(survivor, { kind: 'campaign' })
}
