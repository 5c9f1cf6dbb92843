/**
 * All configuration, in one schema. This is the only reader of the environment; it reports every
 * problem at once, each with the variable's name and what it should be. Secrets have no default.
 * docs/configuration.md is made from these descriptions (`npm run docs:configuration`).
 */
import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65535)
const seconds = z.coerce.number().positive()
const onOff = z.enum(['on', 'off']).transform((word) => word === 'on')
const key = z
  .base64()
  .refine((text) => Buffer.from(text, 'base64').length === 32, 'must be 32 random bytes in base64')
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
)

export const configSchema = z
  .object({
    TEST_MODE: onOff
      .prefault('off')
      .describe(
        'on: the doors take the time of an event from the caller, the mock device-link endpoint exists, 2,048-bit keys are allowed. Refused where NODE_ENV is production.',
      ),
    NODE_ENV: z
      .enum(['production', 'development', 'test'])
      .default('development')
      .describe('production refuses TEST_MODE and small keys.'),
    DATABASE_URL: z
      .url({ protocol: /^postgres(ql)?$/ })
      .describe('Postgres, e.g. postgresql://user:password@host:5432/countersign.'),
    REDIS_URL: z.url({ protocol: /^rediss?$/ }).describe('Redis, e.g. redis://127.0.0.1:6379.'),
    REDIS_PREFIX: z
      .string()
      .regex(/^[a-z0-9-]+$/)
      .default('countersign')
      .describe('Prefix of every Redis key, small letters, digits and hyphens.'),
    HOST: z.string().default('127.0.0.1').describe('Address that the API listens on.'),
    HTTP_PORT: port
      .default(8080)
      .describe('Port without TLS: OCSP, and all doors where a trusted proxy ends TLS. 0 takes a free one.'),
    TLS_PORT: port
      .default(8443)
      .describe('Port with TLS, open where TLS_CERT_FILE and TLS_KEY_FILE are set.'),
    TLS_CERT_FILE: z.string().optional().describe('PEM certificate chain for TLS_PORT.'),
    TLS_KEY_FILE: z.string().optional().describe('PEM private key for TLS_PORT.'),
    TRUSTED_PROXIES: list
      .prefault('127.0.0.0/8,::1/128')
      .describe('Comma-separated networks whose X-Forwarded-For is believed.'),
    VAULT_KEY: key.describe(
      'Encrypts identities, documents, certificates, server shares and addresses at rest.',
    ),
    PSEUDONYM_KEY: key.describe('Keys the HMAC behind pseudonyms and counting names.'),
    AUTHORITY_DIR: z
      .string()
      .default('.data/authority')
      .describe(
        'Folder of the TEST CA, the OCSP responder and the server’s own key (`npm run authority` makes it).',
      ),
    OCSP_URL: z
      .url()
      .default('http://localhost:8080/ocsp')
      .describe('The OCSP address written into certificates.'),
    KEY_BITS: z.coerce
      .number()
      .pipe(z.union([z.literal(2048), z.literal(3072), z.literal(4096)]))
      .default(3072)
      .describe('Size of the keys that phones make: 2048 (tests only), 3072 or 4096.'),
    SCHEME_NAME: z
      .string()
      .default('smart-id-demo')
      .describe(
        'First field of the ACSP_V2 payload and of device links; clients know smart-id and smart-id-demo.',
      ),
    DEVICE_LINK_BASE: z
      .url()
      .default('https://smart-id.com/device-link')
      .describe('First part of every device link.'),
    QR_FRESHNESS_SECONDS: seconds
      .default(10)
      .describe('How far a QR link’s elapsedSeconds may lie from the server’s own count.'),
    SESSION_SECONDS: seconds.default(180).describe('Life of a session (L of docs/design.md).'),
    HOLD_SECONDS: seconds
      .default(90)
      .describe('How long a hold may last; at least 60 s less than SESSION_SECONDS.'),
    HOLD_POLICY: z
      .enum(['block', 'release'])
      .default('block')
      .describe('What becomes of a hold that nobody decides.'),
    REVIEW_UNDO_SECONDS: z.coerce
      .number()
      .min(0)
      .max(60)
      .default(10)
      .describe(
        'How long an analyst may undo a decision before it takes effect; never past the hold. 0: at once.',
      ),
    SCORE_DEADLINE_MS: z.coerce
      .number()
      .int()
      .positive()
      .default(800)
      .describe('After this the API decides by rules only.'),
    EXPLORATION_SHARE: z.coerce
      .number()
      .min(0)
      .max(0.2)
      .default(0)
      .describe(
        'Share (0 to 0.2) of what would be blocked for its score alone that is held instead, so that analysts learn whether it was fraud. 0: off.',
      ),
    BLOCK_DELAY_MIN_MS: z.coerce
      .number()
      .int()
      .nonnegative()
      .default(6000)
      .describe('A blocked session ends for the RP no sooner than this.'),
    BLOCK_DELAY_MAX_MS: z.coerce
      .number()
      .int()
      .nonnegative()
      .default(20000)
      .describe('…and no later; between the two by chance.'),
    DEDUPLICATION_SECONDS: seconds
      .default(15)
      .describe('The same request within this time returns the same session.'),
    RESULT_SECONDS: seconds.default(300).describe('How long a session can be read after its end.'),
    NETWORK_LISTS_DIR: z
      .string()
      .optional()
      .describe('Folder with vpn-ipv4.txt, vpn-ipv6.txt, datacenter-ipv4.txt, datacenter-ipv6.txt.'),
    NETWORK_LISTS_MAX_AGE_DAYS: seconds.default(180).describe('A list older than this counts for nothing.'),
    SMTP_URL: z
      .url({ protocol: /^smtps?$/ })
      .optional()
      .describe('Mail server for warnings, e.g. smtp://127.0.0.1:2525. Without it no mail is sent.'),
    MAIL_FROM: z.email().default('countersign@example.com').describe('Sender of warnings.'),
    EXPORT_DIR: z.string().default('.data/exports').describe('Folder of finished exports.'),
    AUTOMATIC_CASES: onOff
      .prefault('on')
      .describe('on: held, blocked and reported sessions join an open case of their person, or open one.'),
    REVEAL_POLICY: z
      .enum(['single', 'second'])
      .default('second')
      .describe(
        'Who may see an identity: single, whoever gives a reason; second, after another person agreed.',
      ),
    QUALITY_SAMPLE_SHARE: z.coerce
      .number()
      .min(0)
      .max(1)
      .default(0.05)
      .describe(
        'Share (0 to 1) of analysts’ decisions and closed cases that a second person looks at again.',
      ),
    RETRAIN_EVERY_HOURS: z.coerce
      .number()
      .nonnegative()
      .default(0)
      .describe('A training is asked for this often, by the clock; 0: only by hand.'),
    WEB_DIR: z.string().default('dist').describe('Folder of the built console and app.'),
    MAINTENANCE: onOff.prefault('off').describe('on: the RP API answers 580 to new requests.'),
    LOG_LEVEL: z
      .enum(['silent', 'error', 'warn', 'info', 'debug'])
      .default('info')
      .describe('How much is logged.'),
  })
  .superRefine((config, context) => {
    const problem = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message })
    if (config.NODE_ENV === 'production' && config.TEST_MODE)
      problem('TEST_MODE', 'must be off where NODE_ENV is production')
    if (config.NODE_ENV === 'production' && config.KEY_BITS < 3072)
      problem('KEY_BITS', 'must be 3072 or more where NODE_ENV is production')
    if (config.KEY_BITS < 3072 && !config.TEST_MODE) problem('KEY_BITS', 'may be 2048 only with TEST_MODE=on')
    if (config.HOLD_SECONDS > config.SESSION_SECONDS - 60)
      problem('HOLD_SECONDS', 'must leave at least 60 s of SESSION_SECONDS for the PIN')
    if (config.BLOCK_DELAY_MAX_MS < config.BLOCK_DELAY_MIN_MS)
      problem('BLOCK_DELAY_MAX_MS', 'must not be less than BLOCK_DELAY_MIN_MS')
    if ((config.TLS_CERT_FILE === undefined) !== (config.TLS_KEY_FILE === undefined))
      problem('TLS_KEY_FILE', 'and TLS_CERT_FILE must be set together')
  })

export type Config = z.infer<typeof configSchema>

export class ConfigError extends Error {}

/**
 * @throws ConfigError that lists every wrong variable with what it should be.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = configSchema.safeParse(given)
  if (parsed.success) return parsed.data
  const lines = parsed.error.issues.map((issue) => {
    const name = issue.path.map(String).join('.')
    const about = Object.hasOwn(configSchema.shape, name)
      ? configSchema.shape[name as keyof typeof configSchema.shape].description
      : ''
    return `  ${name}: ${issue.message}. ${about ?? ''}`
  })
  throw new ConfigError(`The configuration is wrong:\n${lines.join('\n')}`)
}
