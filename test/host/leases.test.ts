import { expect, test } from '@jest/globals'
import { endLeases, lease } from './leases.ts'

test('what a file gave back is not ended again when the file ends', async () => {
  const ended: string[] = []
  const endLease = lease(async () => void ended.push('mine'))
  await Promise.all([endLease(), endLease()])
  await endLeases()
  expect(ended).toEqual(['mine'])
})

test('what a file left is ended when the file ends, the last first, and once', async () => {
  const ended: string[] = []
  const giveBackDatabase = lease(async () => void ended.push('database'))
  lease(async () => {
    ended.push('service')
    await giveBackDatabase()
  })
  await endLeases()
  await endLeases()
  expect(ended).toEqual(['service', 'database'])
})
