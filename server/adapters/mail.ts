/** Mail over SMTP. Addresses stay out of logs and errors: an SMTP server's own words may repeat them. */
import { createTransport } from 'nodemailer'
import type { Mailer } from '../flow/phone/ports.ts'
import type { Log } from '../flow/ports.ts'

export class MailUnavailable extends Error {}

/** Bounds every step, since a notice is sent inside the transaction that marks it as sent. */
const CONNECT_TIMEOUT_MS = 3_000
const ANSWER_TIMEOUT_MS = 5_000

export function createMailer(smtpUrl: string | undefined, from: string, log: Log): Mailer {
  return smtpUrl === undefined ? createNoMailer(log) : createSmtpMailer(smtpUrl, from)
}

function createSmtpMailer(smtpUrl: string, from: string): Mailer {
  const transport = createTransport({
    url: smtpUrl,
    pool: true,
    maxConnections: 2,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
    // A mail is text that we wrote: nothing in it may make the mailer read a file or fetch an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ to, subject, text, messageId, language }) {
      try {
        await transport.sendMail({
          from,
          to,
          subject,
          text,
          messageId,
          // RFC 3834 §5: vacation responders keep quiet.
          headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
        })
        return 'sent'
      } catch (error) {
        const status = smtpStatus(error)
        // RFC 5321 §4.2.1: 5yz is permanent; 4yz, and no answer at all, are not.
        if (status !== null && status >= 500) return 'refused'
        throw new MailUnavailable(`the mail server did not take a mail (${status ?? 'no answer'})`)
      }
    },
    close: () => transport.close(),
  }
}

function createNoMailer(log: Log): Mailer {
  let isLogged = false
  return {
    async send() {
      if (!isLogged) log.warn({}, 'no mail is sent: SMTP_URL is not set')
      isLogged = true
      return 'notConfigured'
    },
    close: () => {},
  }
}

function smtpStatus(error: unknown): number | null {
  const isAnswer = typeof error === 'object' && error !== null && 'responseCode' in error
  return isAnswer && typeof error.responseCode === 'number' ? error.responseCode : null
}
