/** The surroundings of a test file. What the file left open of the host's is ended when the file ends. */
import { TestEnvironment } from 'jest-environment-node'
import { endFile } from './host.mjs'

/** What a test makes or compares by its class, and the shared graph makes too: one class on both sides, as jest has Buffer. */
const SHARED = {
  Error,
  AggregateError,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
  Map,
  Set,
}

export default class HostEnvironment extends TestEnvironment {
  hasOwnGraph

  constructor(config, context) {
    super(config, context)
    this.hasOwnGraph = 'ownGraph' in context.docblockPragmas
    if (!this.hasOwnGraph) Object.assign(this.global, SHARED)
  }

  async teardown() {
    await endFile()
    await super.teardown()
  }
}
