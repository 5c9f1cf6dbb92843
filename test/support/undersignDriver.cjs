// Drives the npm client `undersign`, which is not part of this project, from a process of its own. Arguments:
// its folder and the address of RP API v2. Each line of input is a command in JSON, each line of output its answer.
const [folder, address, user, password] = process.argv.slice(2)
const SmartId = require(`${folder}/lib/smart_id`)
const Certificate = require(`${folder}/lib/certificate`)
const Certificates = require(`${folder}/lib/certificates`)
const Hades = require(folder)
const { createInterface } = require('node:readline')

const client = new SmartId(address, { user, password })
const sessions = new Map()
/** Certificates by document number: the client asks by certificate where it knows one. */
const certificates = new Map()

const targetOf = ({ target }) => certificates.get(target) ?? target

function keep(session) {
  sessions.set(session.id, session)
  return { id: session.id }
}

function describe(certificate) {
  certificates.set(certificate.smartId, certificate)
  return {
    documentNumber: certificate.smartId,
    level: certificate.level,
    certificate: certificate.toString('base64'),
    ocspUrl: certificate.ocspUrl,
  }
}

const COMMANDS = {
  async authenticate(command) {
    return keep(
      await client.authenticate(targetOf(command), Buffer.from(command.hash, 'base64'), command.options),
    )
  },
  async sign(command) {
    return keep(await client.sign(targetOf(command), Buffer.from(command.hash, 'base64'), command.options))
  },
  async certificate(command) {
    return keep(await client.certificate(targetOf(command), command.options))
  },
  async wait({ id, seconds }) {
    const answer = await client.wait(sessions.get(id), seconds)
    if (answer === null) return { running: true }
    if (!Array.isArray(answer)) return describe(answer)
    const [certificate, signature] = answer
    return { ...describe(certificate), signature: signature.toString('base64') }
  },
  async verification({ hash }) {
    return { code: SmartId.verification(Buffer.from(hash, 'base64')) }
  },
  async ocsp({ document, issuer }) {
    const issuers = new Certificates([Certificate.parse(Buffer.from(issuer, 'base64'))])
    const response = await new Hades({ certificates: issuers }).ocsp(certificates.get(document))
    const [{ status }] = response.certificates
    return { status, response: response.toString('base64') }
  },
}

createInterface({ input: process.stdin }).on('line', async (line) => {
  const { number, name, ...command } = JSON.parse(line)
  const answer = await COMMANDS[name](command).catch((error) => ({
    error: String(error.code || error.message),
  }))
  process.stdout.write(`${JSON.stringify({ number, answer })}\n`)
})
