import type { PhoneStorage } from '../../phone/phoneStorage.ts'

const STORE = 'phone'

export type IndexedDbStorage = PhoneStorage & { clear(): Promise<void> }

/** The phone's memory in the browser. A write has ended when the disk has it (`durability: strict`). */
export async function openIndexedDbStorage(name: string): Promise<IndexedDbStorage> {
  const opening = indexedDB.open(name, 1)
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore(STORE)
  }
  const database = await answerOf(opening)

  async function write(change: (store: IDBObjectStore) => void): Promise<void> {
    const transaction = database.transaction(STORE, 'readwrite', { durability: 'strict' })
    change(transaction.objectStore(STORE))
    await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve()
      transaction.onabort = () =>
        reject(transaction.error ?? new Error('the phone’s memory did not take a change'))
    })
  }

  return {
    async get(key) {
      const found: unknown = await answerOf(
        database.transaction(STORE, 'readonly').objectStore(STORE).get(key),
      )
      return found ?? null
    },
    async set(key, value) {
      await write((store) => store.put(value, key))
    },
    async clear() {
      await write((store) => store.clear())
    },
  }
}

function answerOf<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error ?? new Error('the phone’s memory does not answer'))
  })
}
