import { describe, expect, test } from '@jest/globals'
import { actionsOf, may } from '../../server/access/permissions.ts'
import { CONSOLE_ACTIONS, CONSOLE_ROLES } from '../../server/domain/consoleUser.ts'

/** One row a role, one column an action, in the order of CONSOLE_ACTIONS: x may, - may not. */
const TABLE = {
  // readSessions readAddresses reviewSessions readCounts readExports createExports downloadExports recordProofings readRules editRules publishRules suppressRules readLists editLists labelSessions readModels trainModels promoteModels readCases workCases leadCases readPersons revealPersons approveReveals reviewInBulk searchSessions readDashboard readTeam reviewQuality writeHandover
  analyst:
    '        x            x             x              x          -           -             -               -               x         -         -            -             x         x         x             x          -           -             x         x         -           x             x              -           -            x             x              -           -              x',
  senior:
    '         x            x             x              x          x           x             x               -               x         -         x            x             x         x         x             x          x           x             x         x         x           x             x              x           x            x             x              x           x              x',
  ruleAuthor:
    '     x            -             -              x          -           -             -               -               x         x         x            -             x         -         -             x          x           x             -         -         -           -             -              -           -            -             x              -           -              -',
  compliance:
    '     x            -             -              x          x           x             x               -               x         -         -            -             x         -         -             x          -           -             x         -         -           x             -              x           -            x             x              x           -              -',
  auditor:
    '        x            -             -              x          x           -             x               -               x         -         -            -             x         -         -             x          -           -             x         -         -           -             -              -           -            -             x              -           -              -',
  administrator:
    '  x            -             -              x          x           -             -               -               x         -         -            -             -         -         -             x          -           -             -         -         -           -             -              -           -            -             x              -           -              -',
  registrar:
    '      -            -             -              -          -           -             -               x               -         -         -            -             -         -         -             -          -           -             -         -         -           -             -              -           -            -             -              -           -              -',
} as const

const cells = CONSOLE_ROLES.flatMap((role) =>
  TABLE[role]
    .trim()
    .split(/\s+/)
    .map((mark, index) => ({ role, action: CONSOLE_ACTIONS[index], allowed: mark === 'x' })),
)

describe('who may do what in the console', () => {
  test('the table has a mark for every role and action', () => {
    expect(cells).toHaveLength(CONSOLE_ROLES.length * CONSOLE_ACTIONS.length)
  })

  test.each(cells)('$role, $action: $allowed', ({ role, action, allowed }) => {
    if (action === undefined) throw new Error('the table has more columns than there are actions')
    expect(may(role, action)).toBe(allowed)
    expect(actionsOf(role).includes(action)).toBe(allowed)
  })
})
