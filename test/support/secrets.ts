/** Secrets of tests: made up, the same in every run. */
const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')

export const TEST_SECRETS = { VAULT_KEY: key(1), PSEUDONYM_KEY: key(2) } as const
export const TEST_CONSOLE_PASSWORD = 'correct horse battery staple'
