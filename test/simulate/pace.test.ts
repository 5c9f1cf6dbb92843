import { describe, expect, test } from '@jest/globals'
import { createPace, inParallel } from '../../scripts/simulate/play/pace.ts'

function deferred() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

describe('the pace', () => {
  test('lets no more in than are allowed, and the next when a place is given back', async () => {
    const pace = createPace({ most: 2, slowMs: 100 })
    const [first, second] = [deferred(), deferred()]
    const started: string[] = []
    let giveBack = () => {}
    const one = pace.run(async (give) => {
      giveBack = give
      started.push('first')
      await first.promise
    })
    const two = pace.run(async () => {
      started.push('second')
      await second.promise
    })
    await Promise.resolve()
    expect(pace.allowed()).toBe(1)
    expect(started).toEqual(['first'])
    giveBack()
    giveBack()
    await Promise.resolve()
    expect(started).toEqual(['first', 'second'])
    first.resolve()
    second.resolve()
    await Promise.all([one, two])
  })

  test('slows down where requests are slow, and recovers where they are quick', () => {
    const pace = createPace({ most: 10, slowMs: 100 })
    const observe = (ms: number) => {
      for (let at = 0; at < 12; at++) pace.observe(ms)
    }
    expect(pace.allowed()).toBe(5)
    observe(500)
    expect(pace.allowed()).toBe(3)
    for (let at = 0; at < 20; at++) observe(500)
    expect(pace.allowed()).toBe(1)
    for (let at = 0; at < 20; at++) observe(20)
    expect(pace.allowed()).toBe(10)
  })

  test('works on every item of a list once, no more at a time than allowed', async () => {
    let [running, most] = [0, 0]
    const done: number[] = []
    await inParallel([1, 2, 3, 4, 5, 6, 7], 3, async (item) => {
      running += 1
      most = Math.max(most, running)
      await Promise.resolve()
      running -= 1
      done.push(item)
    })
    expect(done.sort()).toEqual([1, 2, 3, 4, 5, 6, 7])
    expect(most).toBe(3)
  })
})
