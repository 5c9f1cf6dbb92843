/** A file's name and type come in headers beside its bytes: an address would keep the name in logs. */
import { z } from 'zod'

export const FILE_BYTES_MOST = 10 * 1024 * 1024

export const fileHeaders = z
  .object({
    'x-file-name': z
      .string('must be the name of the file, percent-encoded')
      .max(600)
      .transform((text, context) => {
        try {
          return decodeURIComponent(text)
        } catch {
          context.addIssue({ code: 'custom', message: 'must be percent-encoded UTF-8' })
          return z.NEVER
        }
      })
      // No folders and nothing that a terminal or a header would act on.
      .pipe(z.string().regex(/^[^\p{Cc}/\\]{1,200}$/u, 'must be 1 to 200 characters without / and \\')),
    'x-file-type': z
      .string()
      .regex(/^[a-z]+\/[a-z0-9.+-]{1,100}$/, 'must be a media type, e.g. image/png')
      .default('application/octet-stream'),
  })
  .transform((headers) => ({ name: headers['x-file-name'], type: headers['x-file-type'] }))
